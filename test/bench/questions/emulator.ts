import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator } from 'external-connection-testkit/emulator';
import { getResponse } from 'msw';
import { bareHandler } from '../bare-handler.ts';
import { createRequest } from '../create-request.ts';
import { compared, inTurns } from '../in-turns.ts';
import { perCall } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

/** What the emulator adds to what MSW itself costs where no request is intercepted. */
export const emulator: Question = async () => {
  // A connectorId belongs to a header of its own: without that, each create gets an advisory.
  const build = createBuilders({ version: 'beta' });
  return [
    await rowOf('emulator.fetch: create, minimal payload', build.minimalCreateRequest()),
    await rowOf('emulator.fetch: create, full payload', build.createRequest({ connectorId: undefined })),
  ];
};

async function rowOf(what: string, payload: { id: string }): Promise<Row> {
  const graph = createEmulator();
  let count = 0;
  const body = () => {
    count += 1;
    return JSON.stringify({ ...payload, id: `bench${count}` });
  };
  const subjects = {
    ours: perCall(() => graph.fetch(createRequest(body())), { before: () => graph.reset() }),
    peer: perCall(() => getResponse([bareHandler], createRequest(body()))),
  };
  const turns = await inTurns(subjects, 9);
  const { ours, peer, ratio } = compared(turns.ours, turns.peer);
  return {
    what,
    ours,
    peer: { name: 'getResponse of a bare MSW handler', figure: peer },
    unit: 'µs',
    ratio,
    target: { of: 'ratio', atMost: 1.2 },
  };
}
