import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator, type Emulator } from 'external-connection-testkit/emulator';
import { connectionsUrl, createRequest, headers } from '../create-request.ts';
import { compared, inTurns, type Turns } from '../in-turns.ts';
import { perCall } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

const sizes = ['10', '1,000', '100,000'] as const;

type Size = (typeof sizes)[number];

/** Whether a create and a list cost the same however many connections there are. */
export const growth: Question = async () => {
  const tenants = new Map(sizes.map((size) => [size, tenantOf(Number(size.replace(',', '')))]));
  const perSize = (run: (graph: Emulator) => () => Promise<unknown>) =>
    Object.fromEntries([...tenants].map(([size, graph]) => [size, perCall(run(graph))])) as Record<Size, () => number>;
  const minimal = createBuilders({ version: 'beta' }).minimalCreateRequest();
  let count = 0;
  const createAndDelete = (graph: Emulator) => async () => {
    // A new id each time, as in life: a Map of V8 finds a key later the more often it was deleted, until it grows.
    count += 1;
    const id = `bench${count}`;
    await graph.fetch(createRequest(JSON.stringify({ ...minimal, id, name: id })));
    await graph.fetch(`${connectionsUrl}/${id}`, { method: 'DELETE', headers });
  };
  const list = (query: string) => (graph: Emulator) => () => graph.fetch(`${connectionsUrl}?${query}`, { headers });
  return [
    ...rowsOf('create and delete', await inTurns(perSize(createAndDelete), 5)),
    ...rowsOf('list of the first 10', await inTurns(perSize(list('$top=10&$count=true')), 5)),
    ...rowsOf('list by name', await inTurns(perSize(list("$filter=name eq 'Connection 7'")), 5)),
  ];
};

function tenantOf(size: number): Emulator {
  const graph = createEmulator({ profile: 'documented' });
  const connection = createBuilders({ version: 'beta' }).connection();
  for (let count = 1; count <= size; count += 1) {
    graph.put({ ...connection, id: `tenant${count}`, name: `Connection ${count}` });
  }
  return graph;
}

function rowsOf(what: string, turns: Turns<Size>): readonly Row[] {
  return sizes.slice(1).map((size) => {
    const { peer: figure, ...figures } = compared(turns[size], turns[10]);
    const target = { of: 'ratio', atMost: 1.5 } as const;
    return { what: `${what}, of ${size}`, ...figures, peer: { name: 'of 10', figure }, unit: 'µs', target };
  });
}
