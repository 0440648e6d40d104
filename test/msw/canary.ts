import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A real server on this machine, for requests that must not leave; it counts those that reach it. */
export interface Canary {
  readonly url: string;
  readonly visits: number;
  close(): Promise<void>;
}

export async function startCanary(): Promise<Canary> {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end('out');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/beta/external/connections`,
    get visits() {
      return visits;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
