/** The emulator behind a port: for clients in any language, with a page that shows what they did. @packageDocumentation */
import type { RunningServer, ServerOptions, TlsKeyPair } from './options.ts';

export type { RunningServer, ServerOptions, TlsKeyPair };

/**
 * An emulator behind a port, for clients in any language: they use `url` in place of `https://graph.microsoft.com`.
 * At `/` it has a page for people, which shows what is stored, what was asked, and why it was refused. The server
 * outlives whatever a client sends.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @throws Error when it cannot listen, such as on a port that is taken: why, what to do, and the system's own error
 * as `cause`.
 * @example
 * ```ts
 * import { startServer } from 'external-connection-testkit/server';
 *
 * const { url, close } = await startServer();
 * const response = await fetch(`${url}/v1.0/external/connections`, {
 *   method: 'POST',
 *   headers: { Authorization: 'Bearer any-access-token', 'Content-Type': 'application/json' },
 *   body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
 * });
 * response.status; // 201
 * await close();
 * ```
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  // Loaded when it is called: most files of a package that imports it start no server.
  const [{ prepareServer }, { serveHandler }] = await Promise.all([
    import('./handler.ts'),
    import('./serve-handler.ts'),
  ]);
  return serveHandler(...prepareServer(options));
}
