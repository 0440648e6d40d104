import { fakeToken, type TokenClaims } from '../rules/index.ts';

/** An access token that is recognised wherever a part of it appears. */
export interface CanaryToken {
  readonly token: string;
  /** Whether a text contains the token or a part of its payload or signature: plain, percent-encoded or in base64. */
  isIn(text: string): boolean;
}

/** Characters of the token that do not occur anywhere else by chance. The header of a token is not secret. */
const partLength = 24;

/** An unsigned access token with a signature that no other run has. */
export function createCanaryToken(claims: TokenClaims, runName: string): CanaryToken {
  const signature = `not-signed-${Buffer.from(`the secret of ${runName}, for Microsoft Graph alone`).toString('base64url')}`;
  const token = fakeToken(claims).replace(/not-signed$/, signature);
  const parts = new Set(partsOf(token.slice(token.indexOf('.') + 1)));
  const contains = (text: string) => partsOf(text).some((part) => parts.has(part));
  return {
    token,
    isIn: (text) => contains(text) || contains(percentDecoded(text)) || base64In(text).some(contains),
  };
}

/** Every stretch of the text that is long enough to recognise. */
function partsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - partLength + 1) }, (_, at) => text.slice(at, at + partLength));
}

function percentDecoded(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function base64In(text: string): string[] {
  const words = text.match(/[\w+/-]{32,}={0,2}/g) ?? [];
  return words.map((word) => Buffer.from(word, 'base64').toString('latin1'));
}
