import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator } from 'external-connection-testkit/emulator';
import { getResponse } from 'msw';
import { bareHandler, readingHandler } from '../bare-handler.ts';
import { createRequest } from '../create-request.ts';
import { compared, inTurns } from '../in-turns.ts';
import { perCall } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

/**
 * What the emulator adds to what MSW itself costs where no request is intercepted: beside a handler that returns a
 * constant, and beside one that reads the body and returns it, as every emulation has to.
 */
export const emulator: Question = async () => {
  // A connectorId belongs to a header of its own: without that, each create gets an advisory.
  const build = createBuilders({ version: 'beta' });
  return [
    ...(await rowsOf('emulator.fetch: create, minimal payload', build.minimalCreateRequest())),
    ...(await rowsOf('emulator.fetch: create, full payload', build.createRequest({ connectorId: undefined }))),
  ];
};

async function rowsOf(what: string, payload: { id: string }): Promise<readonly Row[]> {
  const graph = createEmulator();
  let count = 0;
  const create = () => {
    count += 1;
    return createRequest(JSON.stringify({ ...payload, id: `bench${count}` }));
  };
  const { headers } = await graph.fetch(create());
  const reading = readingHandler(headers);
  const turns = await inTurns(
    {
      ours: perCall(() => graph.fetch(create()), { before: () => graph.reset() }),
      bare: perCall(() => getResponse([bareHandler], create())),
      reading: perCall(() => getResponse([reading], create())),
    },
    9,
  );
  const rowBeside = (name: string, figures: readonly number[]): Row => {
    const { peer: figure, ...others } = compared(turns.ours, figures);
    return { what, ...others, peer: { name: `getResponse of ${name}`, figure }, unit: 'µs' };
  };
  return [
    { ...rowBeside('a bare MSW handler', turns.bare), target: { of: 'ratio', atMost: 1.2 } },
    rowBeside("a handler that returns the body with Graph's headers", turns.reading),
  ];
}
