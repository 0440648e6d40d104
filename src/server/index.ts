/** The emulator behind a port: for clients in any language, with a page that shows what they did. */
export type { ServerOptions, TlsKeyPair } from './options.ts';
export type { RunningServer } from './serve-handler.ts';
export { startServer } from './start-server.ts';
