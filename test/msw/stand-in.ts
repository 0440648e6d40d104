import dns from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for every other machine: each host but those of this machine resolves to a server on it. */
export interface StandIn {
  /** The root of a host on the stand-in, such as `http://graph.microsoft.com:41234`. */
  urlOf(host: string): string;
  /** The method and the path of each request that reached the server. */
  readonly visits: readonly string[];
  /** The hosts that were looked up. */
  readonly lookups: readonly string[];
  close(): Promise<void>;
}

type Callback = (error: null, ...address: unknown[]) => void;

/** Starts a stand-in: from now on no host name is resolved for real. */
export async function startStandIn(): Promise<StandIn> {
  const visits: string[] = [];
  const lookups: string[] = [];
  const server = createServer((request, response) => {
    visits.push(`${request.method} ${request.url}`);
    response.end('out');
  });
  server.on('connect', (request, socket) => {
    visits.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { lookup } = dns;
  const fake = (host: string, ...rest: [...options: { all?: boolean }[], callback: Callback]) => {
    if (!['127.0.0.1', 'localhost'].includes(host)) lookups.push(host);
    const [options] = rest;
    const callback = rest.at(-1) as Callback;
    const address = { address: '127.0.0.1', family: 4 };
    const isAll = typeof options === 'object' && options.all === true;
    process.nextTick(() => (isAll ? callback(null, [address]) : callback(null, address.address, 4)));
  };
  dns.lookup = fake as unknown as typeof lookup;
  return {
    urlOf: (host) => `http://${host}:${port}`,
    visits,
    lookups,
    async close() {
      dns.lookup = lookup;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
