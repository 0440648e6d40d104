import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator } from 'external-connection-testkit/emulator';
import { VerificationError, type VerificationResults, verifyProvider } from 'external-connection-testkit/pact';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Deviation, deviations } from './deviations.ts';

const shipped = JSON.parse(
  readFileSync('pacts/external-connection-testkit-microsoft-graph-external-connections-v1.0.json', 'utf8'),
);

/** An emulator whose n-th response has the n-th deviation. */
function deviating(): Emulator {
  const emulator = createEmulator({ profile: 'live' });
  let asked = 0;
  const fetch: Emulator['fetch'] = async (input, init) => {
    const response = await readOf(await emulator.fetch(input, init));
    deviations[asked]?.change(response);
    asked += 1;
    const { status, headers, body } = response;
    const text = typeof body === 'string' || body === undefined ? (body ?? null) : JSON.stringify(body);
    return new Response(status === 204 ? null : text, { status, headers });
  };
  return {
    ...emulator,
    fetch,
    get exchanges() {
      return emulator.exchanges;
    },
    get connections() {
      return emulator.connections;
    },
  };
}

async function readOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: new Headers(response.headers), body: text ? JSON.parse(text) : undefined };
}

/** The shipped interaction of each deviation, in their order. */
function pactOfDeviations(): object {
  const interactions = deviations.map(({ interaction, title }) => {
    const found = shipped.interactions.find(({ description }: { description: string }) => description === interaction);
    if (!found) throw new Error(`No shipped interaction is called "${interaction}".`);
    return { ...found, description: title };
  });
  return { ...shipped, interactions };
}

describe('the verification of a provider that deviates', () => {
  let results: VerificationResults;
  let message: string;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'deviations-'));
    const file = join(folder, 'pact.json');
    writeFileSync(file, JSON.stringify(pactOfDeviations()));
    // One run for all: its process takes longer to start than to verify.
    const error = await verifyProvider({ emulator: deviating(), pacts: [file] }).catch((reason: unknown) => reason);
    rmSync(folder, { recursive: true });
    if (!(error instanceof VerificationError)) throw error;
    ({ results, message } = error);
  }, 60_000);

  function resultOf({ title }: Deviation) {
    const result = results.interactions.find(({ description }) => description === title);
    if (!result) throw new Error(`There is no result for "${title}".`);
    return result;
  }

  test.for(deviations.map((deviation) => [deviation.title, deviation] as const))('notices that %s', ([, deviation]) => {
    expect(resultOf(deviation).outcome).toBe('failed');
  });

  test.for(deviations.map((deviation) => [deviation.title, deviation] as const))(
    'is reported with its place, what is expected and what came: %s',
    ([, deviation]) => {
      const { mismatches } = resultOf(deviation);
      const lines = mismatches
        .filter(({ place }) => place === deviation.place)
        .map(({ expected, received }) => `${expected}, got ${received}`);

      expect(lines.join('\n'), JSON.stringify(mismatches)).toMatch(deviation.message);
    },
  );

  test('has at least twenty deviations to notice', () => {
    expect(deviations.length).toBeGreaterThanOrEqual(20);
    expect(results.totals).toMatchObject({ failed: deviations.length, passed: 0 });
  });

  test('names each in the message of the error', () => {
    for (const { title } of deviations) expect(message).toContain(title);
  });
});
