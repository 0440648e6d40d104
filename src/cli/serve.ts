import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, type Emulator, type Exchange } from '../emulator/index.ts';
import type { Profile } from '../rules/index.ts';
import { makeProxyCertificates } from '../server/certificate.ts';
import { isLoopback } from '../server/door.ts';
import { createGraphHandler } from '../server/handler.ts';
import type { RunningServer, TlsKeyPair } from '../server/index.ts';
import type { Mocks } from '../server/mocks.ts';
import { environmentFor, runMark } from '../server/proxy/environment.ts';
import { keepCertificates, writeTrustFiles } from '../server/proxy/trust-files.ts';
import { startServerWith } from '../server/start-server.ts';
import { exchangeLines } from './exchange-lines.ts';
import { type SetUp, type SetUpFlags, setUpOf } from './set-up.ts';
import { onStopSignal, paint, printableLine, printError } from './terminal.ts';

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
  readonly caDir?: string;
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
    requireProxy(flags);
    const set = await setUpOf(flags, (note) => console.warn(paint('yellow', note, process.stderr)));
    server = await start(flags, emulator, set);
    proxy = await startProxyOf(flags, { emulator, mocks: set.mocks }).catch(async (error: unknown) => {
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

function requireProxy({ caFile, caDir, proxy }: ServeFlags): void {
  const flag = caFile === undefined ? '--ca-dir' : '--ca-file';
  if (proxy !== undefined || (caFile ?? caDir) === undefined) return;
  throw new TypeError(`${flag} is for the certificate of the proxy. Add --proxy, or leave it out.`);
}

async function start(flags: ServeFlags, emulator: Emulator, { setUp, mocks }: SetUp): Promise<RunningServer> {
  const { port, host, publicUrl } = flags;
  const options = {
    port,
    host,
    ...(publicUrl !== undefined && { publicUrl }),
    emulator,
    tls: await tlsOf(flags),
    tlsNames: flags.tlsName,
    onExchange: printerFor(flags),
    setUp,
  };
  return startServerWith(options, mocks);
}

async function startProxyOf(
  flags: ServeFlags,
  behind: Pick<ServeProxyOptions, 'emulator' | 'mocks'>,
): Promise<ServedProxy | undefined> {
  const { proxy, host, caFile, caDir } = flags;
  if (proxy === undefined) return undefined;
  const port = proxy === true ? 0 : proxy;
  return serveProxy({ ...behind, host, port, caFile, caDir, onExchange: printerFor(flags) });
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

interface Banner {
  readonly url: string;
  readonly profile: string;
  /** The file of the certificate that clients must trust. */
  readonly certificate: string | undefined;
  /** The proxy beside the server, for programs that stay as they are. */
  readonly proxy?: Pick<ServedProxy, 'url' | 'certificate' | 'lines'> | undefined;
}

/**
 * How clients trust the certificate. **Source:** Microsoft's SDKs for Node, Python, Go, .NET and Java, run against `serve
 * --tls`.
 */
const trustLines = [
  'Node     NODE_EXTRA_CA_CERTS=FILE',
  'Python   SSL_CERT_FILE=FILE   (requests: REQUESTS_CA_BUNDLE)',
  'Go       SSL_CERT_FILE=FILE',
  '.NET     SSL_CERT_FILE=FILE   (on Linux)',
  'Java     keytool -importcert -noprompt -storepass changeit -keystore trust.p12 -file FILE',
  '         java -Djavax.net.ssl.trustStore=trust.p12 -Djavax.net.ssl.trustStorePassword=changeit',
] as const;

/** The first output of `serve`: the URL, the profile, and a command to try it. */
export function banner({ url, profile, certificate, proxy }: Banner): string {
  const trust = certificate && [
    `  Certificate  ${certificate}`,
    ...trustLines.map((line) => `    ${line.replace('FILE', certificate)}`),
  ];
  return [
    paint('bold', 'Microsoft Graph external connections, in memory'),
    '',
    `  Server       ${paint('cyan', url)}  instead of https://graph.microsoft.com`,
    `  Page         ${paint('cyan', `${url}/`)}  shows the requests of your client`,
    `  Profile      ${profile}`,
    ...(trust || []),
    ...(proxy
      ? [
          `  Proxy        ${paint('cyan', proxy.url)}  for programs that stay as they are; they trust ${proxy.certificate}`,
        ]
      : []),
    '',
    ...(proxy ? ['Paste into the terminal of the program, in sh or in PowerShell:', ...proxy.lines, ''] : []),
    'Try it from another terminal:',
    `  npx external-connection-testkit build | curl ${certificate ? `--cacert ${certificate} ` : ''}-H "Authorization: Bearer any" --json @- ${url}/v1.0/external/connections`,
    '',
    paint('dim', 'Press Ctrl+C to stop.'),
    '',
  ].join('\n');
}

/** What the proxy of `serve` needs. */
export interface ServeProxyOptions {
  readonly emulator: Emulator;
  readonly mocks: Mocks | undefined;
  readonly host: string;
  readonly port: number;
  /** Where the certificate is written too. */
  readonly caFile: string | undefined;
  /** The folder of certificates that stay. */
  readonly caDir: string | undefined;
  readonly onExchange: (exchange: Exchange) => void;
}

/** A proxy beside a server, with one emulator behind both. */
export interface ServedProxy {
  readonly url: string;
  /** The certificate to trust. */
  readonly certificate: string;
  /** The variables that lead a program through the proxy, as a line for sh and one for PowerShell. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the proxy of `serve`.
 *
 * @throws Error when it cannot listen, or when a file cannot be written.
 */
export async function serveProxy({ caFile, caDir, host, port, ...rest }: ServeProxyOptions): Promise<ServedProxy> {
  // Few need the libraries of the proxy.
  const { startProxy } = await import('../server/proxy/start-proxy.ts');
  const now = new Date();
  const kept = caDir === undefined ? undefined : await keepCertificates(caDir, now);
  const certificates = kept?.certificates ?? makeProxyCertificates(now);
  if (kept?.note) console.warn(paint('yellow', kept.note, process.stderr));
  const files = await writeTrustFiles(certificates);
  try {
    if (caFile !== undefined) await writeFile(caFile, certificates.authority);
    const proxy = await startProxy({ handler: createGraphHandler(rest), certificates, host, port });
    const { [runMark]: _, ...env } = environmentFor(proxy.url, files, {}).env;
    const close = async () => {
      await proxy.close();
      await files.remove();
    };
    return { url: proxy.url, certificate: caFile ?? files.authority, lines: linesOf(Object.entries(env)), close };
  } catch (error) {
    await files.remove();
    throw error;
  }
}

function linesOf(variables: readonly (readonly [string, string | undefined])[]): string[] {
  const quoted = variables.map(([name, value = '']) => [name, `'${value}'`] as const);
  const upperCase = quoted.filter(([name]) => name === name.toUpperCase());
  return [
    `export ${quoted.map(([name, value]) => `${name}=${value}`).join(' ')}`,
    upperCase.map(([name, value]) => `$env:${name} = ${value}`).join('; '),
  ];
}
