import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from '../emulator/index.ts';
import type { Profile } from '../rules/index.ts';
import { isLoopback } from '../server/door.ts';
import { type RunningServer, startServer, type TlsKeyPair } from '../server/index.ts';
import { banner } from './banner.ts';
import { exchangeLines } from './exchange-lines.ts';
import { onStopSignal } from './on-stop-signal.ts';
import { paint, printableLines } from './paint.ts';

/** The flags of `serve`. */
export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly profile: Profile;
  readonly seed: number;
  readonly tls?: boolean;
  readonly cert?: string;
  readonly key?: string;
}

/** Serves until SIGINT, SIGTERM or SIGHUP, and prints each request. Exit code: 1 if it cannot listen, 2 for bad flags. */
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
  const file = flags.cert === undefined && certificate ? await writeCertificate(certificate) : undefined;
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
    throw new TypeError('--cert and --key must be used together. Use both, or only --tls for a generated certificate.');
  }
  return { cert: await textOf('--cert', cert), key: await textOf('--key', key) };
}

async function textOf(flag: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new TypeError(`Cannot read the file of ${flag}, ${file}. Use the path of a PEM file.`, { cause });
  }
}

const networkWarning =
  'Warning: other machines can reach this server, and it accepts any token. Leave out --host to serve only this machine.';

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    onStopSignal(resolve);
  });
}

/** A file with a certificate for clients to trust, until it is removed. */
interface CertificateFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes the certificate to a new folder in the temporary folder of the system. */
async function writeCertificate(certificate: string): Promise<CertificateFile> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-'));
  const path = join(folder, 'certificate.pem');
  await writeFile(path, certificate);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
