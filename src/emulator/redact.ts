import { basicCredentialsIn } from '../rules/index.ts';
import { formsOf, isEncoded, layersOf } from './layers.ts';

const redacted = '[redacted]';

const scheme = /^(?:(?:Bearer|Basic|Digest|Negotiate|NTLM) +)?/i;

/** More secrets than any request needs: one that brings more is recorded without any text. */
const mostSecrets = 200;

/** Secrets are looked for by their beginning and their end, so that a copy that was cut is found too. */
const stemLength = 24;

/** The names and values of headers, the names in lower case: those of a Headers. */
export type NamesAndValues = Iterable<readonly [name: string, value: string]>;

/** Takes secrets out of whatever is written down. Costs time linear in the size of what it reads. */
export type Redactor = ReturnType<typeof createRedactor>;

/** A redactor that knows credentials; undefined ones count as none. */
export function createRedactor(...credentials: readonly (string | undefined)[]) {
  const secrets = new Set<string>();
  let pattern: RegExp | undefined;

  function add(credential = ''): void {
    for (const word of secretWordsOf(credential)) {
      if (secrets.size > mostSecrets) return;
      for (const form of formsOf(word)) secrets.add(form);
      pattern = undefined;
    }
  }

  function text(from: string, isSecret: boolean): string {
    if (isSecret) return `${scheme.exec(from)?.[0] ?? ''}${redacted}`;
    if (secrets.size > mostSecrets) return redacted;
    pattern ??= patternOf(secrets);
    const known = pattern;
    // Most texts are plain: only what was added can be in them.
    if (!mayHoldSecret(from)) return withoutSpans(from, knownSpans(from, secrets, known));
    const spans: Span[] = [];
    for (const layer of layersOf(from))
      for (const [start, end] of [...knownSpans(layer.text, secrets, known), ...secretSpans(layer.text)])
        spans.push([layer.at(start), layer.at(end, true)]);
    return withoutSpans(from, spans);
  }

  for (const credential of credentials) add(credential);
  return {
    /** Each word of a credential, such as the value of the header Authorization, is a secret from now on. */
    add,
    /**
     * A JSON value in which no string and no key holds a secret: one that was added, in any encoding; the value of
     * a name such as `client_secret`; what follows `Bearer`; a JSON Web Token. The same value where there is none.
     */
    // Strings stay strings and objects keep their shape.
    value: <Value>(from: Value) => mapStrings(from, text) as Value,
  };
}

/** The redactor of a request: it knows the credentials in headers, URL and body. */
export function redactorFor(headers: NamesAndValues, body: unknown, url = ''): Redactor {
  return createRedactor(...credentialsIn(headers), ...namedIn(url), ...secretsIn(body));
}

/** The values of the headers that carry a credential. */
export function credentialsIn(headers: NamesAndValues): string[] {
  return [...headers].flatMap(([name, value]) => (isSecretName(name) ? [value] : []));
}

/** Every string of a body that is the value of a secret name, such as in the headers of a batch part, or has one in it. */
function secretsIn(body: unknown): string[] {
  const found: string[] = [];
  mapStrings(body, (text, isSecret) => {
    found.push(...(isSecret ? [text] : namedIn(text)));
    return text;
  });
  return found;
}

function namedIn(text: string): string[] {
  if (!mayHoldSecret(text)) return [];
  const spansOf = (layer: string) => secretSpans(layer).map(([start, end]) => layer.slice(start, end));
  return [...layersOf(text)].flatMap((layer) => spansOf(layer.text));
}

/** A JSON value with other strings and keys; the same value where none changes. */
function mapStrings(from: unknown, map: (text: string, isSecret: boolean) => string, isSecret = false): unknown {
  if (typeof from === 'string') return map(from, isSecret);
  if (typeof from !== 'object' || from === null)
    return isSecret && typeof from === 'number' ? map(String(from), true) : from;
  const entries = Object.entries(from);
  const { name: label, key = label } = from as Readonly<Record<string, unknown>>;
  const changed = entries.map(([name, property]) => {
    const isNamed = isSecretName(name) || (name === 'value' && isSecretName(String(key)));
    return [map(name, false), mapStrings(property, map, isSecret || isNamed)] as const;
  });
  const isSame = changed.every(([name, property], at) => name === entries[at]?.[0] && property === entries[at]?.[1]);
  if (isSame) return from;
  return Array.isArray(from) ? changed.map(([, property]) => property) : Object.fromEntries(changed);
}

/** From a character of a text up to another. */
type Span = readonly [start: number, end: number];

/** A pattern that finds the beginnings and the ends of secrets. */
function patternOf(secrets: ReadonlySet<string>): RegExp {
  const stems = [...secrets].flatMap((secret) => [secret.slice(0, stemLength), secret.slice(-stemLength)]);
  // The longest first: a secret may begin with another.
  const sources = stems
    .toSorted((one, other) => other.length - one.length)
    .map((stem) => stem.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(sources.join('|') || '(?!)', 'g');
}

function knownSpans(text: string, secrets: ReadonlySet<string>, pattern: RegExp): Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text), done = 0; match; match = pattern.exec(text)) {
    const { 0: stem, index } = match;
    let [start, end] = [index, index + stem.length];
    for (const secret of secrets) {
      // Where in the text the secret would begin.
      const first = index - (secret.startsWith(stem) ? 0 : secret.length - stem.length);
      if (first === index || secret.endsWith(stem)) {
        while (start > Math.max(first, done) && secret[start - 1 - first] === text[start - 1]) start -= 1;
        while (end - first < secret.length && secret[end - first] === text[end]) end += 1;
      }
    }
    spans.push([start, end]);
    pattern.lastIndex = done = end;
  }
  return spans;
}

function withoutSpans(text: string, spans: readonly Span[]): string {
  let [rest, done] = ['', 0];
  for (const [start, end] of spans.toSorted(([one], [other]) => one - other)) {
    if (end <= done) continue;
    // Spans that overlap or touch are one.
    if (start > done || done === 0) rest += `${text.slice(done, start)}${redacted}`;
    done = end;
  }
  return rest + text.slice(done);
}

/** Names of headers, properties and query options whose value is a secret, as the end of a name. */
const endings = `(?:${[
  'authorization(?:[-_]?auxiliary)?',
  'cookie',
  'connectors[-_]?ticket',
  '(?:x|access|refresh|id|auth|security|session|csrf|xsrf|subject|actor)[-_]?token',
  'secret(?:[-_]?(?:text|value))?',
  'assertion',
  'credential',
  'saml[-_]?response',
  'code[-_]?verifier',
  'device[-_]?code',
  'passw(?:or)?d',
  'passphrase',
  'pwd',
  '(?:api|access|account|functions?|subscription|private)[-_ ]?key',
].join('|')})s?`;

/** Names that mean a secret only where nothing stands before them: `$skiptoken` is none. */
const wholeNames = 'token|sig';

// From the end on, which is faster than to try each place.
const secretName = new RegExp(`$(?<=${endings}|^(?:${wholeNames}))`, 'i');

/** Whether the value of a header, a property or a query option of this name is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

const anyName = `(?:${endings}|(?<![\\w$-])(?:${wholeNames}))`;

const anyValue = `([^&\\s"'<>;,]+)`;

/** Secrets by their names within a text, with the value as the last group that matched, at the end. */
const namedSecret = new RegExp(
  [
    // In JSON, a form, an attribute or YAML, in quotes or with `=`; in a line of headers, where a command may name a variable.
    `(?<=${anyName}["'\\]]{0,2}\\s{0,9})[:=]\\s*(?:"([^"\\\\]*(?:\\\\[^][^"\\\\]*)*)|'([^']*)|(?<==\\s{0,9})${anyValue}|(?<=(?:^|["'])[ \\t-]{0,9}[\\w.-]{0,80}["']?: +)(?!Bearer \\$)(?:(?:Bearer|Basic) )?([^\\r\\n"']+))`,
    // In a query or a form alone it is an authorization code.
    `(?<![\\w$-])code=${anyValue}`,
    // In an element of XML.
    `<[\\w.:-]{0,80}?${anyName}(?:\\s[^<>]{0,200})?>(?:<!\\[CDATA\\[)?([^<]+)`,
    // In a part of a form.
    `(?<=name="?[\\w.-]{0,80}${anyName})["\\s][^]{0,200}?\\n\\r?\\n([^]*?)(?=\\r?\\n--|(?![^]))`,
    '-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----([^-]+(?:-[^-]+)*)',
    `://[^\\s/:@]*:([^\\s/@]+)(?=@)`,
  ].join('|'),
  'gim',
);

/** Whether a text may hold a secret that was not added, or one in another code. */
function mayHoldSecret(text: string): boolean {
  return /[=:<]|-----|bearer|basic|eyJ/i.test(text) || isEncoded(text);
}

const bearer = /\b(?:bearer|(basic))\s+["']?([\w.~+/-]{8,}=*)/gi;

const jwt = /(?<!\w)(eyJ[\w.-]*)/g;

function secretSpans(text: string): Span[] {
  // A copy of a large pattern, which matchAll makes, takes longer than most texts.
  const found = [namedSecret, bearer, jwt].filter((pattern) => text.search(pattern) >= 0);
  return found.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match): Span[] => {
      const value = match.slice(1).findLast(Boolean) ?? '';
      if (pattern === jwt && !value.includes('.')) return [];
      // "Bearer authentication" and "Basic settings" are prose.
      if (pattern === bearer && (match[1] ? !basicCredentialsIn(value).password : /^[a-z]{1,20}[.]?$/i.test(value)))
        return [];
      const end = match.index + match[0].length;
      return [[end - value.length, end]];
    }),
  );
}

/** What a text has that holds a secret by a name or by its form, in any encoding. Most bodies have none of it. */
export const secretMark = new RegExp(`[=%\\\\\0]|&#|bearer|basic|eyJ|${endings}|${wholeNames}`, 'i');

/** A shorter word cannot be distinguished from ordinary text, and no access token is that short. */
const shortestSecret = 8;

const schemes = /^(?:bearer|basic|digest|negotiate|ntlm|token|sharedaccesssignature)$/i;

/**
 * The words of a credential that are secrets by themselves: of a header in any form, such as `Bearer "…"` or
 * `session=…; theme=…`, each word without its scheme and its name; of Basic the password; of a JSON Web Token the
 * payload and the signature.
 */
function* secretWordsOf(credential: string): Generator<string> {
  const words = credential.split(/[\s,;&"']+/);
  for (const [index, word] of words.entries()) {
    if (schemes.test(word)) continue;
    // The header of a JSON Web Token is the same for many, and no secret.
    const [, ...jwtParts] = word.split('.', 5);
    const parts = [
      word.replace(/^bearer/i, ''),
      word.slice(word.indexOf('=') + 1),
      ...(/^basic$/i.test(words[index - 1] ?? '') ? [basicCredentialsIn(word).password] : []),
      ...(jwtParts.length > 1 ? jwtParts : []),
    ];
    for (const part of parts) if (part.length >= shortestSecret) yield part;
  }
}
