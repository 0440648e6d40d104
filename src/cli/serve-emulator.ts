import { readFile } from 'node:fs/promises';
import type { Exchange } from '../emulator/index.ts';
import { definedOf } from '../rules/index.ts';
import { createGraphHandler, prepareServer } from '../server/handler.ts';
import type { TlsKeyPair } from '../server/index.ts';
import { readProblemOf } from '../server/json-file.ts';
import type { Handler } from '../server/listener.ts';
import { runMark } from '../server/proxy/linux-processes.ts';
import { certificatesFor } from '../server/proxy/trust-files.ts';
import { exchangeLines } from './exchange-lines.ts';
import { type SetUpFlags, setUpOf } from './set-up.ts';
import { printableLine, printWarning } from './terminal.ts';

/** The flags of `serve`. */
export interface ServeFlags extends SetUpFlags {
  readonly port: number;
  readonly host: string;
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

/** The emulator of `serve`. */
export type ServedEmulator = Awaited<ReturnType<typeof emulatorFor>>;

/**
 * The emulator of `serve`, set up as its flags say: what responds behind its port, and where it is served.
 *
 * @throws TypeError for a flag that cannot be used.
 */
export async function emulatorFor(flags: ServeFlags) {
  const { port, host, publicUrl, tlsName: tlsNames } = flags;
  const { emulator, setUp, mocks } = await setUpOf(flags, printWarning);
  const onExchange = printerFor(flags);
  const tls = await tlsOf(flags);
  const options = { port, host, emulator, tls, tlsNames, setUp, ...definedOf({ onExchange, publicUrl }) };
  const additions = { mocks, reportsLater: true };
  return {
    server: prepareServer(options, additions),
    /** Starts the proxy beside it. @throws Error when it cannot listen, or when a file cannot be written. */
    startProxy: () => startProxyFor(flags, createGraphHandler({ emulator, onExchange, ...additions })),
  };
}

function printerFor({ quiet, json }: ServeFlags): ((exchange: Exchange) => void) | undefined {
  if (quiet) return undefined;
  if (json) return (exchange) => console.log(printableLine({ event: 'exchange', ...exchange }));
  return (exchange) => console.log(exchangeLines(exchange));
}

async function tlsOf({ tls = false, tlsName, cert, key }: ServeFlags): Promise<boolean | TlsKeyPair> {
  if (cert === undefined || key === undefined) return tls || tlsName.length > 0;
  return { cert: await pemTextIn('--cert', cert), key: await pemTextIn('--key', key) };
}

async function pemTextIn(flag: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = `it ${readProblemOf(cause)}`;
    throw new TypeError(`Cannot read ${file} of ${flag}: ${reason}. Use the path of a PEM file.`, { cause });
  }
}

/** A proxy beside a server, with one emulator behind both. */
export type ServedProxy = Awaited<ReturnType<typeof startProxyFor>>;

/** `certificate` is the file to trust; the lines set the variables that lead a program through the proxy. */
async function startProxyFor({ proxy: port, host, caFile, caDir }: ServeFlags, handler: Handler) {
  // Few need the libraries of the proxy.
  const [{ startTrustedProxy }, { writeReport }] = await Promise.all([
    import('../server/proxy/start-proxy.ts'),
    import('./junit.ts'),
  ]);
  const { certificates, note } = await certificatesFor(caDir, new Date());
  if (note) printWarning(note);
  if (caFile !== undefined) writeReport('--ca-file', caFile, certificates.authority);
  const at = { host, ...(typeof port === 'number' && { port }) };
  const { url, files, env, close } = await startTrustedProxy({ handler, certificates, ...at }, {});
  const { [runMark]: _, ...variables } = env;
  return { url, certificate: caFile ?? files.authority, lines: shellLines(Object.entries(variables)), close };
}

function shellLines(variables: readonly (readonly [string, string | undefined])[]): string[] {
  const quoted = variables.map(([name, value = '']) => [name, `'${value}'`] as const);
  const upperCase = quoted.filter(([name]) => name === name.toUpperCase());
  return [
    `export ${quoted.map(([name, value]) => `${name}=${value}`).join(' ')}`,
    upperCase.map(([name, value]) => `$env:${name} = ${value}`).join('; '),
  ];
}
