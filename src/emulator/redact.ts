import { basicCredentialsIn } from '../rules/index.ts';
import { formsOf, type Layer, layersOf } from './layers.ts';

const redacted = '[redacted]';

const scheme = /^(?:(?:Bearer|Basic|Digest|Negotiate|NTLM) +)?/i;

/** More secrets than any request needs: one that brings more is recorded without any text. */
const mostSecrets = 200;

/** Secrets are looked for by their beginning, so that a copy that was cut is found too. */
const stemLength = 32;

/** The names and values of headers, the names in lower case: those of a Headers. */
export type NamesAndValues = Iterable<readonly [name: string, value: string]>;

/** Takes secrets out of whatever is written down. Costs time linear in the size of what it reads. */
export type Redactor = ReturnType<typeof createRedactor>;

/** A redactor that knows credentials; undefined ones count as none. */
export function createRedactor(...credentials: readonly (string | undefined)[]) {
  const secrets = new Set<string>();
  let known: Stems | undefined;

  function add(credential = ''): void {
    for (const word of secretWordsOf(credential)) {
      if (secrets.size > mostSecrets) return;
      for (const form of formsOf(word)) secrets.add(form);
      known = undefined;
    }
  }

  function text(from: string): string {
    if (secrets.size > mostSecrets) return redacted;
    known ??= stemsOf(secrets);
    const stems = known;
    // Most texts are plain: only what was added can be in them.
    const spans = hasMarks.test(from)
      ? layersOf(from).flatMap((layer) => spansIn(layer, stems))
      : knownSpans(from, stems);
    return withoutSpans(from, spans);
  }

  function value(from: unknown, isSecret = false): unknown {
    if (typeof from === 'string') return isSecret ? hideText(from) : text(from);
    if (typeof from !== 'object' || from === null) return isSecret && typeof from === 'number' ? redacted : from;
    const entries = Object.entries(from);
    const changed = entries.map(
      ([name, property]) => [text(name), value(property, isSecret || isSecretName(name))] as const,
    );
    const isSame = changed.every(([name, property], at) => name === entries[at]?.[0] && property === entries[at]?.[1]);
    if (isSame) return from;
    return Array.isArray(from) ? changed.map(([, property]) => property) : Object.fromEntries(changed);
  }

  for (const credential of credentials) add(credential);
  return {
    /** Each word of a credential, such as the value of the header Authorization, is a secret from now on. */
    add,
    /** The headers by lower-case name; of a secret one only the scheme is left. */
    headers: (headers: NamesAndValues) => value(Object.fromEntries(headers)) as Readonly<Record<string, string>>,
    /**
     * A JSON value in which no string and no key holds a secret: one that was added, in any encoding; the value of
     * a name such as `client_secret`; what follows `Bearer`; a JSON Web Token. The same value where there is none.
     */
    // Strings stay strings and objects keep their shape.
    value: <Value>(from: Value) => value(from) as Value,
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
function secretsIn(body: unknown, isSecret = false): string[] {
  if (typeof body === 'string') return isSecret ? [body] : namedIn(body);
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => secretsIn(value, isSecret || isSecretName(name)));
}

function namedIn(text: string): string[] {
  if (!hasMarks.test(text)) return [];
  return layersOf(text).flatMap((layer) =>
    [...layer.text.matchAll(namedSecret)].map(([, form, json]) => form ?? json ?? ''),
  );
}

function hideText(value: string): string {
  return `${scheme.exec(value)?.[0] ?? ''}${redacted}`;
}

/** From a character of a text up to another. */
type Span = readonly [start: number, end: number];

/** What a secret that was not added needs, and an escape. */
const hasMarks = /[="%\\]|bearer|eyJ/i;

function spansIn({ text, at }: Layer, stems: Stems): Span[] {
  const found = [...knownSpans(text, stems), ...namedSpans(text), ...bearerSpans(text), ...jwtSpans(text)];
  return found.map(([start, end]) => [at(start), at(end)]);
}

/** The beginnings of secrets. */
interface Stems {
  readonly pattern: RegExp;
  /** The secrets with each beginning. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
}

function stemsOf(secrets: ReadonlySet<string>): Stems {
  const byStem = new Map<string, string[]>();
  for (const secret of secrets) {
    const stem = secret.slice(0, stemLength);
    byStem.set(stem, [...(byStem.get(stem) ?? []), secret]);
  }
  // The longest first: a secret may begin with another.
  const stems = [...byStem.keys()].toSorted((one, other) => other.length - one.length);
  const sources = stems.map((stem) => stem.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return { pattern: new RegExp(sources.join('|'), 'g'), secrets: byStem };
}

function knownSpans(text: string, { pattern, secrets }: Stems): Span[] {
  const spans: Span[] = [];
  if (secrets.size === 0) return spans;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { 0: stem, index } = match;
    const lengths = secrets.get(stem)?.map((secret) => agreement(secret, text, index)) ?? [];
    pattern.lastIndex = index + Math.max(...lengths);
    spans.push([index, pattern.lastIndex]);
  }
  return spans;
}

/** How many characters of a secret stand in a text from a place on. */
function agreement(secret: string, text: string, start: number): number {
  let length = 0;
  while (length < secret.length && secret[length] === text[start + length]) length += 1;
  return length;
}

function* namedSpans(text: string): Generator<Span> {
  for (const { 0: match, index, 1: form, 2: json = '' } of text.matchAll(namedSecret)) {
    const end = index + match.length;
    yield [end - (form ?? json).length, end];
  }
}

const bearer = /\bbearer\s+["']?([\w.~+/-]{8,}=*)/gi;

function* bearerSpans(text: string): Generator<Span> {
  for (const { 0: match, index, 1: token = '' } of text.matchAll(bearer)) {
    // "Bearer authentication" is prose.
    if (/^[a-z]{1,20}[.]?$/i.test(token)) continue;
    const end = index + match.length;
    yield [end - token.length, end];
  }
}

/** What has the form of a JSON Web Token. */
function* jwtSpans(text: string): Generator<Span> {
  const rest = /[\w.-]*/y;
  for (let start = text.indexOf('eyJ'); start >= 0; start = text.indexOf('eyJ', Math.max(rest.lastIndex, start + 3))) {
    rest.lastIndex = start;
    if (/\w/.test(text[start - 1] ?? '')) continue;
    const [word = ''] = rest.exec(text) ?? [];
    if (word.includes('.')) yield [start, start + word.length];
  }
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
const endings = [
  'authorization(?:[-_]?auxiliary)?',
  'cookie',
  'connectors[-_]?ticket',
  '(?:x|access|refresh|id|auth|security|session|csrf|xsrf)[-_]?token',
  'secret',
  'assertion',
  'passw(?:or)?d',
  '(?:api|access|account|functions?|subscription)[-_]?key',
].join('|');

/** Names that mean a secret only where nothing stands before them: `$skiptoken` is none. */
const wholeNames = 'token|sig';

const secretName = new RegExp(`(?:${endings})$|^(?:${wholeNames})$`, 'i');

/** Whether the value of a header, a property or a query option of this name is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Secrets by their names within a text, with the value as the last group that matched: in a query or a form
 * (`access_token=…`; there alone `code` is an authorization code), and in JSON.
 */
const namedSecret = new RegExp(
  [
    `(?:${endings}|(?<![\\w$-])(?:${wholeNames}|(?:device_)?code))=([^&\\s"'<>;,]+)`,
    `(?:${endings}|(?<![\\w$-])(?:${wholeNames}))\\\\?"\\s*:\\s*\\\\?"([^"\\\\]*(?:\\\\[^"][^"\\\\]*)*)`,
  ].join('|'),
  'gi',
);

/** What a text has that holds a secret by a name or by its form, in any encoding. Most bodies have none of it. */
export const secretMark = new RegExp(`[=%\\\\]|bearer|eyJ|${endings}|${wholeNames}`, 'i');

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
