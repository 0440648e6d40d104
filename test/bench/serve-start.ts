import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createExternalConnectionSchema, externalConnectionSchema } from 'external-connection-testkit';
import * as z from 'zod';

/**
 * `npm run bench`: how long after its start a server listens. The kit's `serve`, a bare node:http server and Prism
 * take turns within one run, so that a busy machine slows all of them; each figure is also a ratio to the bare one.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const runs = 9;
const folder = mkdtempSync(join(tmpdir(), 'serve-start-'));
const openapi = join(folder, 'openapi.json');
writeFileSync(openapi, JSON.stringify(openapiOfCreate()));

const bare =
  "require('node:http').createServer((_, answer) => answer.end('{}')).listen(Number(process.argv[1]), '127.0.0.1')";
const servers: Readonly<Record<string, (port: number) => readonly string[]>> = {
  'bare node:http': (port) => ['--eval', bare, String(port)],
  'external-connection-testkit serve': (port) => [join(root, 'dist/cli/main.js'), 'serve', '--port', String(port)],
  'Prism mock': (port) => [
    join(root, 'node_modules/@stoplight/prism-cli/dist/index.js'),
    'mock',
    '-p',
    String(port),
    openapi,
  ],
};

const times = new Map(Object.keys(servers).map((name) => [name, [] as number[]]));
for (let run = 1; run <= runs; run += 1) {
  process.stderr.write(`run ${run} of ${runs}\n`);
  for (const [name, words] of Object.entries(servers)) times.get(name)?.push(await timeToListen(words));
}
rmSync(folder, { recursive: true });

const medians = [...times].map(([name, all]) => [name, median(all)] as const);
const reference = medians[0]?.[1] ?? 1;
const lines = [
  '# How long after its start a server listens',
  '',
  `Median of ${runs} starts that took turns, Node ${process.versions.node}; written by \`npm run bench\`.`,
  '',
  '| server | milliseconds | ratio |',
  '| --- | ---: | ---: |',
  ...medians.map(([name, time]) => `| ${name} | ${time.toFixed(0)} | ${(time / reference).toFixed(1)} |`),
  '',
];
writeFileSync(join(root, 'test/bench/serve-start.md'), lines.join('\n'));
console.log(lines.join('\n'));

/** Milliseconds from the start of a process until its port takes a connection. */
async function timeToListen(words: (port: number) => readonly string[]): Promise<number> {
  const port = await freePort();
  const start = performance.now();
  const child = spawn('node', words(port), { stdio: 'ignore' });
  try {
    while (!(await takesConnections(port, child))) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - start;
  } finally {
    child.kill();
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

function takesConnections(port: number, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`A server ended with exit code ${child.exitCode} before it listened.`);
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The one operation that Prism needs to know, from our own schemas. */
function openapiOfCreate(): unknown {
  const json = (schema: z.ZodType) => ({
    content: { 'application/json': { schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'create', version: '1' },
    paths: {
      '/beta/external/connections': {
        post: {
          requestBody: json(createExternalConnectionSchema),
          responses: { 201: { description: 'Created', ...json(externalConnectionSchema) } },
        },
      },
    },
  };
}
