const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'graphconnectors-ticket']);

const scheme = /^(?:(?:Bearer|Basic|Digest|Negotiate|NTLM) +)?/i;

/** A shorter word cannot be told from ordinary text, and no access token is that short. */
const shortestSecret = 8;

const redacted = '[redacted]';

/** Takes the secrets of one request out of whatever is written down about it. */
export interface Redaction {
  /** The headers by lower-case name; of a secret one only the scheme is left. */
  readonly headers: Readonly<Record<string, string>>;
  /** A copy of a JSON value in which no string and no key holds a secret. */
  value<Value>(value: Value): Value;
}

/** @param body the parsed body: the parts of a batch have headers of their own. */
export function redactionFor(headers: Headers, body: unknown): Redaction {
  const sent = [...headers];
  const values = sent.filter(([name]) => secretHeaders.has(name)).map(([, value]) => value);
  const secrets = [...values, ...secretsIn(body)]
    .flatMap((value) => value.replace(scheme, '').split(/\s/))
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [...new Set([secret, inUrl(secret)])]);

  const text = (from: string) => {
    let rest = from;
    for (const secret of secrets) if (rest.includes(secret)) rest = rest.replaceAll(secret, redacted);
    return rest;
  };
  const value = (from: unknown): unknown => {
    if (typeof from === 'string') return text(from);
    if (Array.isArray(from)) return from.map(value);
    if (typeof from !== 'object' || from === null) return from;
    const entries = Object.entries(from);
    for (const entry of entries) {
      entry[1] = memberOf(entry[0], entry[1]);
      entry[0] = text(entry[0]);
    }
    return Object.fromEntries(entries);
  };
  const memberOf = (name: string, member: unknown) =>
    typeof member === 'string' ? header(name.toLowerCase(), member) : value(member);
  const header = (name: string, from: string) =>
    secretHeaders.has(name) ? `${scheme.exec(from)?.[0] ?? ''}${redacted}` : text(from);

  return {
    headers: Object.fromEntries(sent.map(([name, from]) => [name, header(name, from)])),
    // Strings stay strings and objects keep their shape.
    value: <Value>(from: Value) => value(from) as Value,
  };
}

/** The text as a URL holds it: half a pair of surrogates is replaced, as the URL standard has it. */
function inUrl(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Every string of a JSON value that is the member of a secret header's name. */
function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const found: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    if (typeof member !== 'string') found.push(...secretsIn(member));
    else if (secretHeaders.has(name.toLowerCase())) found.push(member);
  }
  return found;
}
