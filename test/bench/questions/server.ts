import { createBuilders } from 'external-connection-testkit/builders';
import { headers } from '../create-request.ts';
import { compared, inTurns, type Measure, type Turns } from '../in-turns.ts';
import { installedSize } from '../installed-size.ts';
import { perCall } from '../per-call.ts';
import type { Row } from '../row.ts';
import { type Running, type ServerName, servers, start } from '../servers.ts';

// The keys of a record are its names.
const names = Object.keys(servers) as ServerName[];
const creates = 1000;

/** The server beside a bare one and beside Prism, which mocks from our OpenAPI document. */
export async function server(): Promise<readonly Row[]> {
  return [...(await startRows()), ...(await requestRows()), sizeRow()];
}

async function startRows(): Promise<readonly Row[]> {
  const measure = async (name: ServerName) => {
    const running = await start(name);
    await running.stop();
    return running.startedIn;
  };
  return rowsOf(
    'serve: from start to listening',
    'ms',
    await inTurns(
      perServer((name) => () => measure(name)),
      3,
    ),
  );
}

/** The servers run side by side; each has answered as many creates when its memory is read. */
async function requestRows(): Promise<readonly Row[]> {
  const running = new Map<ServerName, Running>();
  try {
    for (const name of names) running.set(name, await start(name));
    const of = (name: ServerName) => running.get(name) ?? running.values().next().value;
    const minimal = createBuilders({ version: 'beta' }).minimalCreateRequest();
    let count = 0;
    const create = async (name: ServerName) => {
      count += 1;
      const body = JSON.stringify({ ...minimal, id: `bench${count}` });
      const response = await fetch(`${of(name)?.url}/beta/external/connections`, { method: 'POST', headers, body });
      if (response.status !== 201) throw new Error(`${name} answered a create with ${response.status}.`);
      await response.json();
    };
    for (const name of names) for (let call = 0; call < creates; call += 1) await create(name);
    const memory = await inTurns(
      perServer((name) => () => of(name)?.memory() ?? Number.NaN),
      1,
    );
    const requests = await inTurns(
      perServer((name) => perCall(() => create(name), { lasts: 100, now: () => performance.now() })),
      9,
    );
    return [
      ...rowsOf('serve: one create', 'µs', requests),
      ...rowsOf(`serve: memory after ${creates} creates`, 'MB', memory),
    ];
  } finally {
    for (const one of running.values()) await one.stop();
  }
}

function sizeRow(): Row {
  const [ours, prism] = [installedSize(), installedSize('@stoplight/prism-cli')];
  return {
    what: 'installed size',
    ours: ours.megabytes,
    peer: { name: 'Prism 5.16', figure: prism.megabytes },
    unit: 'MB',
    ratio: ours.megabytes / prism.megabytes,
    note: `${ours.packages} packages with the peers zod, msw and faker; Prism: ${prism.packages}`,
  };
}

function perServer(measureOf: (name: ServerName) => Measure): Readonly<Record<ServerName, Measure>> {
  return Object.fromEntries(names.map((name) => [name, measureOf(name)])) as Record<ServerName, Measure>;
}

/** What starting and a create may take beside each peer. */
const limits: Readonly<Partial<Record<ServerName, number>>> = { 'a bare node:http': 2, 'Prism 5.16': 0.33 };

function rowsOf(what: string, unit: Row['unit'], turns: Turns<ServerName>): readonly Row[] {
  return names.slice(1).map((name) => {
    const { peer: figure, ...figures } = compared(turns.ours, turns[name]);
    const atMost = unit === 'MB' ? undefined : limits[name];
    const target = atMost === undefined ? {} : { target: { of: 'ratio', atMost } as const };
    return { what, ...figures, peer: { name, figure }, unit, ...target };
  });
}
