import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import { freePort } from '../free-port.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const bare = `require('node:http').createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request) text += chunk;
  response.writeHead(201, { 'Content-Type': 'application/json' }).end(text);
}).listen(Number(process.argv[1]), '127.0.0.1')`;

/** The words after `node` that start each server on a port. */
export const servers = {
  ours: (port: string) => [`${root}dist/cli/main.js`, 'serve', '--port', port],
  'a bare node:http': (port: string) => ['--eval', bare, port],
  'Prism 5.16': (port: string) => [
    `${root}node_modules/@stoplight/prism-cli/dist/index.js`,
    ...['mock', '-p', port, `${root}fixtures/openapi.json`],
  ],
} as const satisfies Record<string, (port: string) => readonly string[]>;

export type ServerName = keyof typeof servers;

/** A server in a process of its own, which takes connections. */
export interface Running {
  readonly url: string;
  /** Milliseconds from the start of the process until its port took a connection. */
  readonly startedIn: number;
  /** Resident memory in MB. */
  memory(): number;
  stop(): Promise<void>;
}

export async function start(name: ServerName): Promise<Running> {
  const port = await freePort();
  const begin = performance.now();
  const child = spawn('node', servers[name](String(port)), { stdio: 'ignore' });
  while (!(await takesConnections(port, child))) await new Promise((resolve) => setTimeout(resolve, 1));
  return {
    url: `http://127.0.0.1:${port}`,
    startedIn: performance.now() - begin,
    memory: () => Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024,
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function takesConnections(port: number, child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null) throw new Error(`A server ended with exit code ${child.exitCode} before it listened.`);
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      resolve(true);
      socket.destroy();
    });
  });
}
