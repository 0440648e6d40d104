import { writeFile } from 'node:fs/promises';
import type { Emulator, Exchange } from '../emulator/index.ts';
import {
  createGraphHandler,
  environmentFor,
  makeProxyCertificates,
  runMark,
  startProxy,
  writeTrustFiles,
} from '../server/proxy/index.ts';

/** What the proxy of `serve` needs. */
export interface ServeProxyOptions {
  readonly emulator: Emulator;
  readonly host: string;
  readonly port: number;
  /** Where the certificate is written too. */
  readonly caFile: string | undefined;
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
export async function serveProxy({ caFile, host, port, ...rest }: ServeProxyOptions): Promise<ServedProxy> {
  const certificates = makeProxyCertificates(new Date());
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
