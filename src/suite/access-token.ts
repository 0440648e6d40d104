import { fakeToken, type TokenClaims } from '../rules/index.ts';

/** The access tokens of one run, which are recognised wherever a part of them appears. */
export interface CanaryTokens {
  /** The token to use now. */
  readonly current: string;
  /** Every token so far, oldest first. */
  readonly all: readonly string[];
  /** Replaces the current token by a new one. */
  renew(): void;
  /** Whether a text contains a token or a part of its payload or signature: plain, percent-encoded or in base64. */
  isIn(text: string): boolean;
  /** The text without the tokens, and without what is left of one that was cut. */
  redact(text: string): string;
}

/** Characters of a token that do not occur anywhere else by chance. The header of a token is not secret. */
const partLength = 24;

/** Tokens with signatures that no other run has; a renewed one has not expired. */
export function createCanaryTokens(claims: TokenClaims, renewed: TokenClaims, runName: string): CanaryTokens {
  const tokens = [createToken(claims, runName)];
  const parts = new Set(tokens.flatMap(secretPartsOf));
  const contains = (text: string) => wordsOf(text).some((word) => partsOf(word).some((part) => parts.has(part)));
  return {
    get current() {
      return tokens.at(-1) ?? '';
    },
    all: tokens,
    renew() {
      const token = createToken(renewed, `${runName}, renewal ${tokens.length}`);
      tokens.push(token);
      for (const part of secretPartsOf(token)) parts.add(part);
    },
    isIn: (text) => contains(text) || contains(percentDecoded(text)) || base64In(text).some(contains),
    redact: (text) => text.replaceAll(longWord, (word) => (contains(word) ? '[redacted]' : word)),
  };
}

function createToken(claims: TokenClaims, name: string): string {
  const secret = Buffer.from(`the secret of ${name}, for Microsoft Graph alone`).toString('base64url');
  return fakeToken(claims).replace(/not-signed$/, `not-signed-${secret}`);
}

function secretPartsOf(token: string): string[] {
  return partsOf(token.slice(token.indexOf('.') + 1));
}

/** What a part of a token can stand in. */
const longWord = new RegExp(`[\\w.%-]{${partLength},}`, 'g');

function wordsOf(text: string): readonly string[] {
  return text.match(longWord) ?? [];
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
