import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { asRecord, parseJson } from '../../src/rules/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { putState } from './put-state.ts';
import { type Recording, readRecordings } from './recordings.ts';
import { type Replayed, requestOf, send } from './replay.ts';

const recordings = readRecordings();
const graph = createEmulator({ onAdvisory: () => {} });
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ emulator: graph, port: 0 });
});

afterAll(async () => {
  await server.close();
  const all = [...recordings.values()].flat();
  const open = all.flatMap(({ step, expected: { question } }) => (question ? [`${step}: ${question}`] : []));
  console.info(`${all.length} recorded requests of ${recordings.size} SDKs; an open question decides ${open.length}:`);
  for (const line of open) console.info(`  ${line}`);
});

const doors: Readonly<Record<string, (recording: Recording) => Promise<Replayed>>> = {
  async emulator(recording) {
    const response = await graph.fetch(requestOf(recording));
    return { status: response.status, headers: response.headers, text: await response.text() };
  },
  serve: (recording) => send(server.url, recording),
};

describe.for(Object.entries(doors))('through %s', ([, door]) => {
  test.for([...recordings])('the requests of %s get their responses', async ([, list]) => {
    for (const recording of list) {
      graph.reset();
      putState(graph, recording);

      const replayed = await door(recording);

      expect({ step: recording.step, ...outcomeOf(replayed) }).toEqual({
        step: recording.step,
        ...recording.expected,
        question: undefined,
      });
      expectWellFormed(recording, replayed);
    }
  });
});

/** The status, the code of a refusal, and the statuses of the parts of a batch. */
function outcomeOf({ status, text }: Replayed) {
  const { error, responses } = asRecord(parseJson(text)) ?? {};
  const code = asRecord(error)?.code;
  const parts = Array.isArray(responses) ? responses.map((part) => asRecord(part)?.status) : undefined;
  return { status, ...(code !== undefined && { code }), ...(parts && { parts }) };
}

/** What SDKs read of a response besides its status. */
function expectWellFormed(
  { step, method, path, headers }: Recording,
  { status, headers: received, text }: Replayed,
): void {
  const sentId = headers.find(([name]) => /^client-request-id$/i.test(name))?.[1];
  if (sentId) expect(received.get('client-request-id'), step).toBe(sentId);
  if (text === '') expect(received.get('content-type') === null || method === 'HEAD', step).toBe(true);
  else expect(received.get('content-type'), step).toMatch(/^application\/json/);
  if (status === 201 && /\/connections$/.test(path)) {
    expect(received.get('location'), step).toMatch(/^https?:\/\/[^/]+\/(v1\.0|beta)\/external\/connections\/\w+$/);
  }
  if (status === 202 && path.endsWith('/schema'))
    expect(received.get('location'), step).toMatch(/\/operations\/[\w.-]+$/);
  if (status >= 400 && method !== 'HEAD') {
    expect(parseJson(text), step).toMatchObject({
      error: {
        code: expect.any(String),
        message: expect.any(String),
        innerError: { 'request-id': expect.any(String) },
      },
    });
  }
}
