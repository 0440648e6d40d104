import { onTestFinished } from 'vitest';
import { type ServerOptions, startServer } from '../../src/server/index.ts';

/** Starts a server for the test that runs, and returns where it takes create requests. */
export async function connectionsUrl(options?: ServerOptions): Promise<string> {
  const { url, close } = await startServer(options);
  onTestFinished(close);
  return `${url}/v1.0/external/connections`;
}
