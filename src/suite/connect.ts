import { type Connection, type ConnectionOptions, connectInMemory, connectOverHttp } from './connection.ts';

/** How a client reaches a transport, by the option `over`. */
export const connect = { memory: connectInMemory, http: connectOverHttp, proxy: connectOverProxy };

/** Few need the libraries of the proxy. */
async function connectOverProxy(options: ConnectionOptions): Promise<Connection> {
  const { connectOverProxy: connectThrough } = await import('./proxy-connection.ts');
  return connectThrough(options);
}
