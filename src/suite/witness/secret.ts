import { fakeToken, type TokenClaims } from '../../rules/index.ts';

/** An access token that is recognised wherever a part of it turns up. */
export interface Secret {
  readonly token: string;
  /** Whether a text holds the token or a telling part of it, as it is, percent-encoded or in base64. */
  isIn(text: string): boolean;
}

/** As long as a signature is told apart from other words; the header of a token is no secret. */
const tellingLength = 24;

/** An unsigned access token whose last part exists once. */
export function createSecret(claims: TokenClaims, key: string): Secret {
  const signature = `not-signed-${Buffer.from(`the secret of ${key}, for the eyes of Graph alone`).toString('base64url')}`;
  const token = fakeToken(claims).replace(/not-signed$/, signature);
  const telling = token.slice(token.indexOf('.') + 1);
  const parts = partsOf(telling);
  const holds = (text: string) => parts.some((part) => text.includes(part));
  return {
    token,
    isIn: (text) => holds(text) || holds(unescaped(text)) || base64In(text).some(holds),
  };
}

/** Every stretch of the text that is long enough to tell. */
function partsOf(text: string): string[] {
  return Array.from({ length: text.length - tellingLength + 1 }, (_, at) => text.slice(at, at + tellingLength));
}

function unescaped(text: string): string {
  return text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function base64In(text: string): string[] {
  const words = text.match(/[\w+/-]{32,}={0,2}/g) ?? [];
  return words.map((word) => Buffer.from(word, 'base64').toString('latin1'));
}
