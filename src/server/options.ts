/// <reference lib="esnext.disposable" preserve="true" />
import { createEmulator, type Emulator, type Exchange } from '../emulator/index.ts';
import { asRecord, limits } from '../rules/index.ts';
import { option, readOptions } from '../schemas/index.ts';

/** A private key and its certificate, both as PEM text. */
export interface TlsKeyPair {
  readonly key: string;
  readonly cert: string;
}

/** A server that listens. */
export interface RunningServer {
  /** The root that stands for `https://graph.microsoft.com`, such as `http://127.0.0.1:3000`; a person opens its page. */
  readonly url: string;
  /** The certificate as PEM, for clients to trust; undefined without TLS. Node reads a file of it from NODE_EXTRA_CA_CERTS. */
  readonly certificate: string | undefined;
  /** Stops listening, cuts every connection and resolves when nothing is left. Safe to call twice. */
  close(): Promise<void>;
  /** The same as close: for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A request that the proxy refused or could not send on, or a tunnel to an emulated host that failed. */
export interface ProxyRefusal {
  readonly kind: 'blocked' | 'failed';
  /** Host and port, as far as the request named them. */
  readonly host: string;
  /** A sentence. */
  readonly reason: string;
}

export interface ServerOptions {
  /** A whole number from 0 to 65535. Default 0: any free port. */
  readonly port?: number;
  /** The address or name to listen on. Default `127.0.0.1`: reachable from this machine alone. */
  readonly host?: string;
  /** The emulator that responds. Default: a new one, with its defaults. */
  readonly emulator?: Emulator;
  /**
   * `true` makes a certificate for localhost, 127.0.0.1, ::1 and `tlsNames`; a pair is used as it is. Default false: no
   * TLS.
   */
  readonly tls?: boolean | TlsKeyPair;
  /** Further names and addresses for the certificate that `tls: true` makes, such as that of a container. Default: none. */
  readonly tlsNames?: readonly string[];
  /**
   * The root under which clients reach the server, such as `https://graph.test:8443`: in `Location`, `@odata.nextLink`
   * and `@odata.context`, behind a reverse proxy or in a container. Default: the root of each request.
   */
  readonly publicUrl?: string;
  /** The largest body in bytes, a whole number from 1; a larger one gets 413. Default 4,000,000, the largest item. */
  readonly bodyLimit?: number;
  /**
   * Called with each exchange of the emulator once it has its response, with the parts of a batch before the batch; and
   * with a request whose body is too large. Default: nothing.
   */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Called at the start and after each reset by the control API, to put connections and plan faults. Default: nothing. */
  readonly setUp?: (emulator: Emulator) => void;
}

/** The options with every default filled in; `publicUrl` is scheme, host and port. */
export type ServerSettings = ReturnType<typeof serverSettingsOf>;

const serverOptions = {
  port: option.wholeNumber(0, '', 65_535),
  host: option.text('an address or a name, such as 127.0.0.1', /^./s),
  emulator: option.where<Emulator>((value) => asRecord(value) !== undefined, 'what createEmulator returns'),
  tls: option.any<boolean | TlsKeyPair>(),
  tlsNames: option.array(option.text('a name', /^[\w.:*-]+$/), 'an array of names, such as ["graph"]'),
  publicUrl: option.where<string>(
    isRoot,
    'the root of an http or https URL without a path, such as https://graph.test',
  ),
  bodyLimit: option.wholeNumber(1, 'bytes'),
  onExchange: option.function<NonNullable<ServerOptions['onExchange']>>('a function that takes an exchange'),
  setUp: option.function<NonNullable<ServerOptions['setUp']>>('a function that takes the emulator'),
};

/**
 * The options with their defaults.
 *
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function serverSettingsOf(options: ServerOptions) {
  const { tls = false, publicUrl, ...read } = readOptions('startServer', serverOptions, options);
  if (typeof tls !== 'boolean' && !isKeyPair(tls)) {
    // Not the value: it may hold a private key.
    const allowed = 'true, false, or { key, cert } with both as PEM text';
    throw new TypeError(`The option tls is of type ${typeof tls}. Use ${allowed}.`);
  }
  return {
    port: 0,
    host: '127.0.0.1',
    tlsNames: [],
    bodyLimit: limits.requestBody.maximumBytes,
    onExchange: undefined,
    setUp: () => {},
    ...read,
    emulator: read.emulator ?? createEmulator(),
    tls,
    publicUrl: publicUrl && new URL(publicUrl).origin,
  };
}

function isRoot(value: unknown): boolean {
  const url = typeof value === 'string' && /^https?:\/\//i.test(value) ? URL.parse(value) : null;
  return url?.href === `${url?.origin}/`;
}

function isKeyPair(value: unknown): value is TlsKeyPair {
  const { key, cert } = asRecord(value) ?? {};
  return typeof key === 'string' && typeof cert === 'string';
}
