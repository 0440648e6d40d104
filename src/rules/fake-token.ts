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
  const [header, payload] = parts.slice(0, 2).map(decoded);
  const isToken = [header, payload].every((part) => typeof part === 'object' && part !== null);
  // What a token holds is not checked further: each reader looks at the types of what it reads.
  return isToken ? (payload as TokenClaims) : undefined;
}

/** JSON in base64url, without a TextEncoder, which simulated browsers lack. */
function encoded(value: object): string {
  const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const ascii = JSON.stringify(value).replaceAll(/[^\0-\x7f]/g, escapeUnit);
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What a part of a token says; null where it is no JSON. */
function decoded(part: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
