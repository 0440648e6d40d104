import { Session } from 'node:inspector/promises';
import { setupServer } from 'msw/node';
import { createEmulator } from '../../src/emulator/index.ts';
import { handlersFor } from '../../src/msw/index.ts';

/** Prints, as JSON, the files of the sources of which a function runs in a second create through the handlers. */
const server = setupServer(...handlersFor(createEmulator()));
server.listen();
await create('contosohr');

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
await create('contosoit');
const { result } = await session.post('Profiler.takePreciseCoverage');
server.close();

const sources = new URL('../../src/', import.meta.url).href;
// What starts at 0 is the module as a whole.
const ran = result.filter(
  ({ url, functions }) =>
    url.startsWith(sources) &&
    functions.some(({ ranges: [range] }) => range && range.startOffset > 0 && range.count > 0),
);
console.log(JSON.stringify(ran.map(({ url }) => url.slice(sources.length)).toSorted()));

async function create(id: string): Promise<void> {
  const response = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, name: 'Contoso HR', description: 'Employees and teams' }),
  });
  if (response.status !== 201) throw new Error(`The create got ${response.status}.`);
}
