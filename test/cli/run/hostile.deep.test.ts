import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.ts';
import { makeProxyCertificates } from '../../../src/server/certificate.ts';
import { createGraphHandler } from '../../../src/server/handler.ts';
import { startProxy } from '../../../src/server/proxy/start-proxy.ts';
import { connectTo, send, tunnel } from '../../server/proxy/through-proxy.ts';

const program = (name: string) => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
const run = [process.execPath, fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url)), 'run'];
const slowly = { timeout: 600_000 };

function isThere(command: string, ...args: readonly string[]): boolean {
  const found = spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (!found) console.warn(`Skipped: ${command} ${args.join(' ')} does not work on this machine.`);
  return found;
}

/** A network namespace in which every address is one of this machine: what leaves is seen. */
const inNamespace = [
  'unshare',
  '-rn',
  'sh',
  '-c',
  'ip link set lo up && ip route add local default dev lo && exec "$@"',
  'sh',
];
const [unshare = '', ...namespaceArgs] = inNamespace;

describe.skipIf(!isThere(unshare, ...namespaceArgs, 'true'))('in a network namespace with a listener', slowly, () => {
  function observed(...command: readonly string[]) {
    const args = [...namespaceArgs, process.execPath, program('listener.mjs'), ...run, '--', ...command];
    const env = { ...process.env, NO_PROXY: '*', no_proxy: '*', NO_COLOR: '1' };
    const { stdout, stderr } = spawnSync(unshare, args, { encoding: 'utf8', env, timeout: 170_000 });
    expect(stderr).toBe('');
    return JSON.parse(stdout);
  }

  test('nothing leaves of a program in Node that tries to, whatever its NO_PROXY says', () => {
    const { stdout, seen } = observed(process.execPath, program('elsewhere.mjs'));

    expect(stdout.split('\n')).toEqual([
      'Graph 401',
      'login 400',
      'an agent 401',
      'plain failed',
      'another host failed',
      'plain http failed',
      'identity failed',
      'itself 200',
      '',
    ]);
    expect(seen).toEqual({ http: 0, https: 0, dns: 0 });
  });

  test.skipIf(!isThere('python3', '--version'))('the listener sees what goes round the proxy', () => {
    const get = `
import urllib.request
try:
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open('https://20.190.160.1/', timeout=20)
except OSError:
    pass`;

    expect(observed('python3', '-c', get).seen.https).toBeGreaterThan(0);
  });
});

describe.skipIf(!isThere('python3', '-c', 'import pty'))('Ctrl+C in a terminal', slowly, () => {
  test.for([
    ['ends a program that never ends', '', 130],
    ['ends one that ignores it when it is pressed again', "trap '' INT;", 137],
  ] as const)('%s, prints what it did, and leaves nothing', ([, trap, expected]) => {
    const script = `${trap} echo "file $SSL_CERT_FILE"; echo ready; while :; do sleep 0.2; done`;
    const args = [program('terminal.py'), ...run, '--', 'sh', '-c', script];

    const { stdout, status } = spawnSync('python3', args, { encoding: 'utf8', timeout: 170_000 });

    const [, file = ''] = /file (\S+)/.exec(stdout) ?? [];
    expect(stdout).toContain(`ended with exit code ${expected}: no requests to Microsoft Graph`);
    expect(status).toBe(expected);
    expect(file).toMatch(/bundle\.pem$/);
    expect(existsSync(file)).toBe(false);
  });
});

test('ten thousand tunnels leave the proxy as it was', slowly, async () => {
  const certificates = makeProxyCertificates(new Date());
  const reasons = new Set<string>();
  const { url, close } = await startProxy({
    handler: createGraphHandler({ emulator: createEmulator(), onExchange: () => {} }),
    certificates,
    onRefused: ({ reason }) => reasons.add(reason),
  });
  const target = 'graph.microsoft.com:443';
  const request = async () => {
    const head = 'GET /v1.0/external/connections HTTP/1.1\r\nHost: graph.microsoft.com\r\nAuthorization: Bearer opaque';
    return (await send(await tunnel({ proxyUrl: url, authority: certificates.authority }), head)).slice(0, 12);
  };
  const abandoned = async () => {
    const { status, socket } = await connectTo(url, target);
    socket.on('error', () => {}).destroy();
    return status;
  };
  const before = process.memoryUsage().heapUsed;
  const statuses = new Set<unknown>();

  for (let batch = 0; batch < 100; batch += 1) {
    for (const status of await Promise.all(Array.from({ length: 99 }, abandoned))) statuses.add(status);
    statuses.add(await request());
  }
  const open = await Promise.all(Array.from({ length: 700 }, () => connectTo(url, target).catch(() => undefined)));
  for (const each of open) each?.socket.on('error', () => {}).destroy();
  await expect.poll(request, { timeout: 60_000 }).toBe('HTTP/1.1 200');
  await close();

  expect([...statuses]).toEqual([200, 'HTTP/1.1 200']);
  expect(open.some((each) => each?.status === 503)).toBe(true);
  expect(reasons).toContain('more than 500 tunnels are open at once.');
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
});
