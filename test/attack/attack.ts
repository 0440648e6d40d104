/** Attacks the kit: hostile input of every kind, large and small. Prints figures; exit code 1 where one is too high. */
import { createEmulator } from '../../src/emulator/index.ts';
import { startServer } from '../../src/server/index.ts';
import { kinds } from './kinds.ts';
import { leakedBytes } from './leaks.ts';
import { growthOf, megabytesInUse, millisecondsOf } from './measure.ts';

const limits = { growth: 3, milliseconds: 1000, megabytes: 100, bytes: 0 } as const;
const bodies = { toEmulator: 1000, toServer: 300, size: 900_000 } as const;

// An input that stalls the kit stalls this process too, but not between two of them.
setTimeout(() => fail('it took longer than two minutes'), 115_000).unref();

const problems: string[] = [];
let requests = 0;
let slowest = { milliseconds: 0, name: '' };

console.log('twice the size   1 MB      input');
for (const kind of kinds) {
  const growth = await growthOf(kind, 150_000);
  const milliseconds = await millisecondsOf(kind, 1_000_000);
  requests += 5;
  if (milliseconds > slowest.milliseconds) slowest = { milliseconds, name: kind.name };
  if (growth > limits.growth) problems.push(`${kind.name}: twice the size takes ${growth.toFixed(1)} times as long`);
  if (milliseconds > limits.milliseconds) problems.push(`${kind.name}: 1 MB takes ${milliseconds.toFixed(0)} ms`);
  console.log(`${growth.toFixed(1).padStart(6)} times ${milliseconds.toFixed(0).padStart(10)} ms   ${kind.name}`);
}

const leaked = await leakedBytes();
const kept = { emulator: await keptByEmulator(), server: await keptByServer() };
requests += leaked.requests + bodies.toEmulator + bodies.toServer;
const largest = Math.max(kept.emulator, kept.server);
if (leaked.bytes > limits.bytes) problems.push(`${leaked.bytes} bytes of canaries were found`);
if (largest > limits.megabytes) problems.push(`${largest.toFixed(0)} MB are kept`);

console.log(`
requests tried          ${requests}
slowest                 ${slowest.milliseconds.toFixed(0)} ms (${slowest.name})
kept of large bodies    ${kept.emulator.toFixed(0)} MB in the emulator, ${kept.server.toFixed(0)} MB in the server
largest memory          ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB
bytes of canaries       ${leaked.bytes}`);
for (const problem of problems) console.error(`Failed: ${problem}.`);
process.exitCode = problems.length > 0 ? 1 : 0;

async function keptByEmulator(): Promise<number> {
  const before = await megabytesInUse();
  const graph = createEmulator();
  const url = 'https://graph.microsoft.com/v1.0/external/connections';
  for (let index = 0; index < bodies.toEmulator; index += 1) await graph.fetch(url, refusedBody(index));
  const kept = (await megabytesInUse()) - before;
  graph.reset();
  return kept;
}

async function keptByServer(): Promise<number> {
  const before = await megabytesInUse();
  await using server = await startServer();
  for (let index = 0; index < bodies.toServer; index += 1)
    await (await fetch(`${server.url}/any`, refusedBody(index))).text();
  return (await megabytesInUse()) - before;
}

function refusedBody(index: number): RequestInit {
  const headers = { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'text/plain' };
  return { method: 'POST', headers, body: String(index).padEnd(bodies.size, 'x') };
}

function fail(reason: string): never {
  console.error(`Failed: ${reason}.`);
  process.exit(1);
}
