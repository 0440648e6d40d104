import { createHandler } from './handler.ts';
import type { Mocks } from './mocks.ts';
import { type ServerOptions, settingsOf } from './options.ts';
import type { RunningServer } from './serve-handler.ts';
import { serveHandler } from './serve-handler.ts';

/** Starts a server, with responses to what the emulator does not respond to. */
export async function startServerWith(options: ServerOptions, mocks: Mocks | undefined): Promise<RunningServer> {
  const settings = settingsOf(options);
  const handler = createHandler({ ...settings, mocks });
  settings.setUp(settings.emulator);
  return serveHandler(handler, options);
}
