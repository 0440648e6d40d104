import { escaped } from './printable.ts';

/** The characters of a bearer token, as a pattern. **Source:** RFC 6750, section 2.1. */
export const bearerToken = '[A-Za-z0-9._~+/-]+=*';

/** The Content-Type of every response with a body. **Source:** JSON batching concept page. */
export function responseContentType(level = 'minimal', ieee754Compatible = false): string {
  return `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=${ieee754Compatible};charset=utf-8`;
}

/**
 * Headers, in lower case, that belong to one connection and not to the message: whatever forwards a request or a
 * response leaves them out. **Source:** RFC 9110, section 7.6.1; `Host`, `Content-Length` and `Expect` are set anew by
 * the next sender.
 */
export const connectionHeaders: readonly string[] = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const credentials = new RegExp(`^Bearer +(${bearerToken})$`, 'i');

/** The token of an Authorization header with the scheme Bearer; undefined where it has none that is well formed. */
export function bearerTokenIn(authorization: string | null | undefined): string | undefined {
  return credentials.exec(authorization ?? '')?.[1];
}

/** Whether an Authorization header has the scheme Bearer and something behind it, readable or not. */
export function hasBearerScheme(authorization: string | null | undefined): boolean {
  return /^Bearer +\S/i.test(authorization ?? '');
}

/** Whether a Content-Type is JSON, with or without parameters. */
export function isJsonContentType(contentType: string | null | undefined): boolean {
  return /^application\/json *(;|$)/i.test(contentType ?? '');
}

/**
 * Milliseconds from now for which a Retry-After header asks to wait, at least 0; undefined where it is missing or
 * unreadable: anything but whole seconds or an HTTP date, such as `3600, 10` of two headers, or `-5`.
 * **Source:** RFC 9110, sections 10.2.3 and 5.6.7.
 */
export function retryAfterIn(header: string | null | undefined, now: Date): number | undefined {
  const text = header ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = new Date(text);
  // A date that survives the round trip is in the one form that HTTP sends.
  return !Number.isNaN(date.getTime()) && date.toUTCString() === text
    ? Math.max(date.getTime() - now.getTime(), 0)
    : undefined;
}

/**
 * Whether the status means "try again later".
 * **Source:** Microsoft Graph error responses page; the same set as the retries of Graph's SDKs, and 502 of its gateway.
 */
export function isRetryable(status: number): boolean {
  return [429, 502, 503, 504].includes(status);
}

/** The claims of an access token that the kit reads; a token may hold others. */
export interface TokenClaims {
  /** The audience: a root of Graph, or Graph's app id. */
  readonly aud?: string;
  /** When it expires, in seconds since 1970. */
  readonly exp?: number;
  /** The app that calls, in tokens of version 1. */
  readonly appid?: string;
  /** The app that calls, in tokens of version 2. */
  readonly azp?: string;
  /** Application permissions. */
  readonly roles?: readonly string[];
  /** Delegated permissions, joined by spaces. */
  readonly scp?: string;
}

/**
 * A JSON Web Token without a signature, plainly marked as a fake: its header says `alg: none` and whose it is,
 * and "not-signed" stands where the signature would be.
 */
export function fakeToken(claims: TokenClaims): string {
  const header = { typ: 'JWT', alg: 'none', fake: 'external-connection-testkit' };
  return `${encoded(header)}.${encoded(claims)}.not-signed`;
}

/** The claims of a JSON Web Token, read and never verified; undefined for any other token. */
export function claimsOf(token: string): TokenClaims | undefined {
  const parts = token.split('.', 4);
  // An opaque token is not decoded: a failed decode takes longer than a whole response.
  if (parts.length !== 3) return undefined;
  const [header, payload] = parts.slice(0, 2).map(jsonInPart);
  const isToken = [header, payload].every((part) => typeof part === 'object' && part !== null);
  // What a token holds is not checked further: each reader looks at the types of what it reads.
  return isToken ? (payload as TokenClaims) : undefined;
}

/** JSON in base64url, without a TextEncoder, which simulated browsers lack. */
function encoded(value: object): string {
  const ascii = JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, escaped);
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What a part of a token says; null where it is not JSON. */
function jsonInPart(part: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/** The name and the password in credentials of Basic authentication; empty where they are not base64. **Source:** RFC 7617. */
export function basicCredentialsIn(encoded: string) {
  try {
    const decoded = atob(encoded);
    const end = decoded.indexOf(':');
    return { name: decoded.slice(0, Math.max(end, 0)), password: decoded.slice(end + 1) };
  } catch {
    return { name: '', password: '' };
  }
}

/** The text of bytes. */
export interface DecodedText {
  readonly text: string;
  /** Whether a byte order mark stands before it. */
  readonly hasMark?: boolean;
  /** Whether it has U+FFFD where its charset has no character. */
  readonly isLossy?: boolean;
}

const marks = [
  { charset: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { charset: 'utf-16be', bytes: [0xfe, 0xff] },
  { charset: 'utf-16le', bytes: [0xff, 0xfe] },
] as const;

/** The text of bytes, in the charset of its byte order mark or Content-Type. Never throws. */
export function decodeText(bytes: Uint8Array, headers: Headers = new Headers()): DecodedText {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  const charset = mark?.charset ?? charsetIn(headers);
  const found = { hasMark: mark !== undefined };
  try {
    return { ...found, text: decoderOf(charset, { fatal: true }).decode(bytes) };
  } catch {
    return { ...found, text: decoderOf(charset).decode(bytes), isLossy: true };
  }
}

function charsetIn(headers: Headers): string {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(headers.get('content-type') ?? '')?.[1] ?? 'utf-8';
}

/** A decoder of the charset; of UTF-8, where there is none of that name. */
function decoderOf(charset: string, options?: TextDecoderOptions): TextDecoder {
  try {
    return new TextDecoder(charset, options);
  } catch {
    return new TextDecoder('utf-8', options);
  }
}
