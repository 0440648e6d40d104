import { readFile } from 'node:fs/promises';
import { createEmulator } from '../emulator/index.ts';
import { isLoopback } from '../server/door.ts';
import { type RunningServer, startServer, type TlsKeyPair } from '../server/index.ts';
import { banner } from './banner.ts';
import { certificateFile } from './certificate-file.ts';
import { exchangeLines } from './exchange-lines.ts';
import { paint, printableLines } from './paint.ts';

export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly profile: 'documented' | 'live';
  readonly seed: number;
  readonly tls?: boolean;
  readonly cert?: string;
  readonly key?: string;
}

/** Serves until SIGINT or SIGTERM, and tells each request. Exit code: 1 if it cannot listen, 2 for bad flags. */
export async function serve(flags: ServeFlags): Promise<number> {
  const stopped = stopSignal();
  let server: RunningServer;
  try {
    server = await start(flags);
  } catch (error) {
    console.error(paint('red', printableLines(error instanceof Error ? error.message : String(error)), process.stderr));
    return error instanceof TypeError ? 2 : 1;
  }
  const { url, certificate, close } = server;
  const file = flags.cert === undefined && certificate ? await certificateFile(certificate) : undefined;
  console.log(banner({ url, profile: flags.profile, certificate: file?.path }));
  if (!isLoopback(flags.host)) console.warn(paint('yellow', networkWarning, process.stderr));
  await stopped;
  await close();
  await file?.remove();
  return 0;
}

async function start({ port, host, profile, seed, ...flags }: ServeFlags): Promise<RunningServer> {
  const tls = await tlsOf(flags);
  const emulator = createEmulator({ profile, seed, onAdvisory: () => {} });
  return startServer({
    port,
    host,
    emulator,
    tls,
    onExchange: (exchange) => console.log(exchangeLines(exchange)),
  });
}

async function tlsOf({
  tls = false,
  cert,
  key,
}: Pick<ServeFlags, 'tls' | 'cert' | 'key'>): Promise<boolean | TlsKeyPair> {
  if (cert === undefined && key === undefined) return tls;
  if (cert === undefined || key === undefined) {
    throw new TypeError('--cert and --key belong together. Give both, or --tls alone for a certificate made for you.');
  }
  return { cert: await textOf('--cert', cert), key: await textOf('--key', key) };
}

async function textOf(flag: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new TypeError(`Cannot read the file of ${flag}, ${file}. Give the path of a PEM file.`, { cause });
  }
}

const networkWarning =
  'Warning: other machines can reach this server, and it takes any token. Leave out --host to serve this machine alone.';

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
