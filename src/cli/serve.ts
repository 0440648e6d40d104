import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator, type Exchange } from '../emulator/index.ts';
import type { Profile } from '../rules/index.ts';
import { isLoopback } from '../server/door.ts';
import { type RunningServer, startServer, type TlsKeyPair } from '../server/index.ts';
import { banner } from './banner.ts';
import { exchangeLines } from './exchange-lines.ts';
import { onStopSignal } from './on-stop-signal.ts';
import { paint, printableLine, printError } from './paint.ts';
import type { ServedProxy } from './serve-proxy.ts';
import { type SetUpFlags, setUpOf } from './set-up.ts';

/** The flags of `serve`. */
export interface ServeFlags extends SetUpFlags {
  readonly port: number;
  readonly host: string;
  readonly profile: Profile;
  readonly seed: number;
  readonly tls?: boolean;
  readonly tlsName: readonly string[];
  readonly cert?: string;
  readonly key?: string;
  readonly publicUrl?: string;
  /** The port of a proxy beside the server; true for any free one. */
  readonly proxy?: true | number;
  readonly caFile?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
  readonly exitWithParent?: boolean;
}

/**
 * Serves until SIGINT, SIGTERM or SIGHUP, or with --exit-with-parent until standard input closes, and prints each
 * request. Exit code: 1 if it cannot listen, 2 for bad flags.
 */
export async function serve(flags: ServeFlags): Promise<number> {
  const stopped = stopSignal(flags);
  const emulator = createEmulator({ profile: flags.profile, seed: flags.seed, onAdvisory: () => {} });
  let server: RunningServer;
  let proxy: ServedProxy | undefined;
  try {
    if (flags.caFile !== undefined && flags.proxy === undefined) {
      throw new TypeError('--ca-file is for the certificate of the proxy. Add --proxy, or leave it out.');
    }
    server = await start(flags, emulator);
    proxy = await startProxyOf(flags, emulator).catch(async (error: unknown) => {
      await server.close();
      throw error;
    });
  } catch (error) {
    printError(error);
    return error instanceof TypeError ? 2 : 1;
  }
  const { url, certificate, close } = server;
  const file = flags.cert === undefined && certificate ? await writeCertificate(certificate) : undefined;
  console.log(opening(flags, { url, profile: flags.profile, certificate: file?.path, proxy }));
  if (!isLoopback(flags.host)) console.warn(paint('yellow', networkWarning, process.stderr));
  await stopped;
  await close();
  await proxy?.close();
  await file?.remove();
  return 0;
}

async function start(flags: ServeFlags, emulator: Emulator): Promise<RunningServer> {
  const { port, host, publicUrl } = flags;
  return startServer({
    port,
    host,
    ...(publicUrl !== undefined && { publicUrl }),
    emulator,
    tls: await tlsOf(flags),
    tlsNames: flags.tlsName,
    onExchange: printerFor(flags),
    setUp: await setUpOf(flags),
  });
}

async function startProxyOf(flags: ServeFlags, emulator: Emulator): Promise<ServedProxy | undefined> {
  const { proxy, host, caFile } = flags;
  if (proxy === undefined) return undefined;
  const { serveProxy } = await import('./serve-proxy.ts');
  const port = proxy === true ? 0 : proxy;
  return serveProxy({ emulator, host, port, caFile, onExchange: printerFor(flags) });
}

function printerFor({ quiet, json }: ServeFlags): (exchange: Exchange) => void {
  if (quiet) return () => {};
  if (json) return (exchange) => console.log(printableLine({ event: 'exchange', ...exchange }));
  return (exchange) => console.log(exchangeLines(exchange));
}

/** What is printed once the server listens. */
function opening({ quiet, json }: ServeFlags, server: Parameters<typeof banner>[0]): string {
  if (json) return printableLine({ event: 'listening', ...server });
  return quiet ? server.url : banner(server);
}

async function tlsOf({ tls = false, tlsName, cert, key }: ServeFlags): Promise<boolean | TlsKeyPair> {
  if (cert === undefined && key === undefined) return tls || tlsName.length > 0;
  if (tlsName.length > 0) {
    throw new TypeError('--tls-name is for the generated certificate. Leave it out, or leave out --cert and --key.');
  }
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

function stopSignal({ exitWithParent }: ServeFlags): Promise<void> {
  return new Promise((resolve) => {
    onStopSignal(resolve);
    // Its other end closes with the process that started this one, however that ends.
    if (exitWithParent) process.stdin.on('error', resolve).on('close', resolve).resume();
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
