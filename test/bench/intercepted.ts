import { createRequire } from 'node:module';
import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator } from 'external-connection-testkit/emulator';
import { handlersFor } from 'external-connection-testkit/msw';
import { setupServer } from 'msw/node';
import { bareHandler } from './bare-handler.ts';
import { connectionsUrl, headers } from './create-request.ts';
import { compared, inTurns } from './in-turns.ts';
import { perCall } from './per-call.ts';
import type { Row } from './row.ts';

/**
 * Measures creates through the global fetch and MSW, and sends the rows to the process that forked this one. MSW 3
 * intercepts the socket: both its figures have a TLS socket, and HTTP that is written and parsed, for each request.
 */
const { version } = createRequire(import.meta.resolve('msw'))('../../package.json') as { version: string };
const server = setupServer(bareHandler);
server.listen();

// A connectorId belongs to a header of its own: without that, each create gets an advisory.
const build = createBuilders({ version: 'beta' });
process.send?.([
  await rowOf(`create through handlersFor on MSW ${version}, minimal payload`, build.minimalCreateRequest()),
  await rowOf(
    `create through handlersFor on MSW ${version}, full payload`,
    build.createRequest({ connectorId: undefined }),
  ),
]);
server.close();

async function rowOf(what: string, payload: object): Promise<Row> {
  const graph = createEmulator();
  const handlers = handlersFor(graph);
  let count = 0;
  const create = async () => {
    count += 1;
    const body = JSON.stringify({ ...payload, id: `bench${count}` });
    const response = await fetch(connectionsUrl, { method: 'POST', headers, body });
    if (response.status !== 201) throw new Error(`A create got ${response.status}.`);
    await response.json();
  };
  const useKit = () => {
    graph.reset();
    server.resetHandlers(...handlers);
  };
  // Long enough for the engine to have compiled what it calls: the rounds of a cold one are of its compiler.
  const lasts = 500;
  const subjects = {
    ours: perCall(create, { before: useKit, lasts }),
    peer: perCall(create, { before: () => server.resetHandlers(bareHandler), lasts }),
  };
  const turns = await inTurns(subjects, 9);
  const { ours, peer, ratio } = compared(turns.ours, turns.peer);
  const target = { of: 'ratio', atMost: version.startsWith('2.') ? 1.4 : 1.15 } as const;
  return { what, ours, peer: { name: 'a bare handler', figure: peer }, unit: 'µs', ratio, target };
}
