import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator, type Emulator } from 'external-connection-testkit/emulator';
import { connectionsUrl, headers } from '../create-request.ts';
import { compared, inTurns, type Turns } from '../in-turns.ts';
import { perCall } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

const sizes = ['1,000', '100,000'] as const;

type Size = (typeof sizes)[number];

/** Whether a request costs the same however many items a connection has, and how much memory an item takes. */
export const items: Question = async () => {
  const memory = memoryOfItems(20_000);
  const tenants = new Map(sizes.map((size) => [size, tenantOf(Number(size.replace(',', '')))]));
  const perSize = (run: (graph: Emulator) => () => Promise<unknown>) =>
    Object.fromEntries([...tenants].map(([size, graph]) => [size, perCall(run(graph))])) as Record<Size, () => number>;
  let count = 0;
  const putAndDelete = (graph: Emulator) => async () => {
    count += 1;
    const url = `${connectionsUrl}/contosohr/items/bench${count}`;
    await graph.fetch(url, { method: 'PUT', headers, body });
    await graph.fetch(url, { method: 'DELETE', headers });
  };
  const replace = (graph: Emulator) => () =>
    graph.fetch(`${connectionsUrl}/contosohr/items/item7`, { method: 'PUT', headers, body });
  const get = (graph: Emulator) => () => graph.fetch(`${connectionsUrl}/contosohr/items/item7`, { headers });
  const canRead = (graph: Emulator) => async () => graph.canRead('contosohr', 'item7', {});
  return [
    rowOf('put and delete of an item', await inTurns(perSize(putAndDelete), 5)),
    rowOf('put of an item that exists', await inTurns(perSize(replace), 5)),
    rowOf('get of an item', await inTurns(perSize(get), 5)),
    rowOf('canRead', await inTurns(perSize(canRead), 5)),
    memory,
  ];
};

const build = createBuilders();
const schema = build.schema();
const body = JSON.stringify(build.item(schema, { id: undefined }));

function tenantOf(size: number): Emulator {
  const graph = createEmulator();
  const item = JSON.parse(body);
  const stored = Array.from({ length: size }, (_, index) => ({ ...item, id: `item${index}` }));
  graph.put({ id: 'contosohr', state: 'ready' }, { schema, items: stored });
  return graph;
}

function rowOf(what: string, turns: Turns<Size>): Row {
  const { peer: figure, ...figures } = compared(turns['100,000'], turns['1,000']);
  const target = { of: 'ratio', atMost: 1.5 } as const;
  return { what: `${what}, of 100,000 items`, ...figures, peer: { name: 'of 1,000', figure }, unit: 'µs', target };
}

/** Kilobytes of the heap for each kilobyte of the items' JSON. */
function memoryOfItems(count: number): Row {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const graph = createEmulator();
  const before = heap();
  const texts = Array.from({ length: count }, (_, index) => JSON.stringify(build.item(schema, { id: `item${index}` })));
  const bytes = texts.reduce((sum, text) => sum + text.length, 0);
  const withTexts = heap();
  graph.put({ id: 'contosohr' }, { schema, items: texts.map((text) => JSON.parse(text)) });
  const after = heap();
  const stored = graph.items('contosohr').length;
  const note = `${stored.toLocaleString('en-US')} items of ${Math.round(bytes / count)} bytes; ${Math.round((after - before) / 2 ** 20)} MB with their texts`;
  return { what: 'memory for each stored kB', ours: (after - withTexts) / bytes, unit: 'kB', note };
}
