import { createEmulator, type Emulator, type Exchange } from '../emulator/index.ts';
import { asRecord, limits } from '../rules/index.ts';

/** A private key and its certificate, both as PEM text. */
export interface TlsKeyPair {
  readonly key: string;
  readonly cert: string;
}

export interface ServerOptions {
  /** A whole number from 0 to 65535. Default 0: any free port. */
  readonly port?: number;
  /** The address or name to listen on. Default `127.0.0.1`: reachable from this machine alone. */
  readonly host?: string;
  /** The emulator that responds. Default: a new one, with its defaults. */
  readonly emulator?: Emulator;
  /** `true` makes a certificate for localhost, 127.0.0.1 and ::1; a pair is used as it is. Default false: no TLS. */
  readonly tls?: boolean | TlsKeyPair;
  /** The largest body in bytes, a whole number from 1; a larger one is answered 413. Default 4,000,000, the largest item. */
  readonly bodyLimit?: number;
  /**
   * Called with each exchange of the emulator once its request is answered, with the parts of a batch before the
   * batch; and with a request whose body is too large. Default: nothing.
   */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** The options with every default filled in. */
export interface ServerSettings extends Required<ServerOptions> {}

/**
 * The options with their defaults.
 *
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function settingsOf(options: ServerOptions): ServerSettings {
  const { port = 0, host = '127.0.0.1', tls = false, bodyLimit = limits.requestBody.maximumBytes } = options;
  const { emulator = createEmulator(), onExchange = () => {} } = options;
  if (!isWhole(port, 0, 65_535)) throw badOption('port', show(port), 'a whole number from 0 to 65535');
  if (typeof host !== 'string' || host === '') {
    throw badOption('host', show(host), 'an address or a name, such as 127.0.0.1');
  }
  if (!isWhole(bodyLimit, 1)) throw badOption('bodyLimit', show(bodyLimit), 'a whole number of bytes from 1');
  if (typeof tls !== 'boolean' && !isKeyPair(tls)) {
    // Not the value: it may hold a private key.
    throw badOption('tls', `of type ${typeof tls}`, 'true, false, or { key, cert } with both as PEM text');
  }
  return { port, host, emulator, tls, bodyLimit, onExchange };
}

function badOption(name: string, found: string, allowed: string): TypeError {
  return new TypeError(`The option ${name} is ${found}. Use ${allowed}.`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function isWhole(value: number, minimum: number, maximum = Number.MAX_SAFE_INTEGER): boolean {
  return Number.isInteger(value) && value >= minimum && value <= maximum;
}

function isKeyPair(value: unknown): value is TlsKeyPair {
  const { key, cert } = asRecord(value) ?? {};
  return typeof key === 'string' && typeof cert === 'string';
}
