/**
 * Attacks the kit: hostile input of every kind, large and small. Prints figures; exit code 1 where one is too high. Time
 * is that of the CPU. Where a machine is too busy for every kind within two minutes, it prints which ones it left out.
 */
import { Agent, request } from 'node:http';
import { createEmulator } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';
import { kinds } from './kinds.ts';
import { leakedBytes } from './leaks.ts';
import { growthOf, leastBelow, megabytesInUse, millisecondsOf } from './measure.ts';

const limits = { growth: 3, milliseconds: 1000, megabytes: 100, bytes: 0 } as const;
const sizes = { growth: 150_000, largest: 1_000_000 } as const;

/** Requests whose refused bodies are sent to the emulator, and to the server. */
const refused = {
  count: 1000,
  headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'text/plain' },
  body: Buffer.alloc(900_000, 'x'),
} as const;

/** No kind begins after it. */
const deadline = performance.now() + 95_000;
// An input that stalls the kit stalls this process too, but not between two of them.
setTimeout(() => fail('it took longer than two minutes'), 115_000).unref();

const problems: string[] = [];
const untried: string[] = [];
let requests = 0;
let slowest = { milliseconds: 0, name: '' };

const leaked = await leakedBytes();
const kept = { emulator: await keptByEmulator(), server: await keptByServer() };
requests += leaked.requests;

console.log('twice the size   1 MB      input');
for (const kind of kinds) {
  if (performance.now() > deadline) {
    untried.push(kind.name);
    continue;
  }
  const count = async (size: number) => {
    requests += 1;
    return await millisecondsOf(kind, size);
  };
  const growth = await growthOf(count, sizes.growth, limits.growth);
  const milliseconds = await leastBelow(limits.milliseconds, () => count(sizes.largest));
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name: kind.name };
  if (growth > limits.growth) problems.push(`${kind.name}: twice the size takes ${growth.toFixed(1)} times as long`);
  if (milliseconds > limits.milliseconds) problems.push(`${kind.name}: 1 MB takes ${milliseconds.toFixed(0)} ms`);
  console.log(`${growth.toFixed(1).padStart(6)} times ${milliseconds.toFixed(0).padStart(10)} ms   ${kind.name}`);
}

if (leaked.bytes > limits.bytes) problems.push(`${leaked.bytes} bytes of canaries were found`);
for (const [place, megabytes] of Object.entries(kept))
  if (megabytes > limits.megabytes) problems.push(`${megabytes.toFixed(0)} MB are kept in the ${place}`);

console.log(`
requests tried          ${requests}
slowest                 ${slowest.milliseconds.toFixed(0)} ms (${slowest.name})
kept of large bodies    ${kept.emulator.toFixed(0)} MB in the emulator, ${kept.server.toFixed(0)} MB in the server
largest memory          ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB
bytes of canaries       ${leaked.bytes}`);
if (untried.length > 0) console.log(`left out, no time       ${untried.join('; ')}`);
for (const problem of problems) console.error(`Failed: ${problem}.`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function keptByEmulator(): Promise<number> {
  const before = await megabytesInUse();
  const graph = createEmulator();
  const url = 'https://graph.microsoft.com/v1.0/external/connections';
  const init = { method: 'POST', headers: refused.headers, body: refused.body };
  await sendRefused(() => graph.fetch(url, init));
  const kept = (await megabytesInUse()) - before;
  graph.reset();
  return kept;
}

async function keptByServer(): Promise<number> {
  const before = await megabytesInUse();
  await using server = await startServer();
  const agent = new Agent({ keepAlive: true });
  await sendRefused(() => post(`${server.url}/any`, agent));
  agent.destroy();
  return (await megabytesInUse()) - before;
}

/** Sends all of them, or what a busy machine sends in a quarter of the time: the journal is full after forty. */
async function sendRefused(send: () => Promise<unknown>): Promise<void> {
  const end = performance.now() + 30_000;
  let sent = 0;
  for (; sent < refused.count && performance.now() < end; sent += 1) await send();
  requests += sent;
  if (sent < refused.count) untried.push(`${refused.count - sent} of ${refused.count} large bodies`);
}

/** Without fetch, which would copy the body. */
function post(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: refused.headers }, (response) =>
      response.resume().on('end', resolve),
    );
    sent.on('error', reject).end(refused.body);
  });
}

function fail(reason: string): never {
  console.error(`Failed: ${reason}.`);
  process.exit(1);
}
