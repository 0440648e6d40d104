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
  const secrets = [...headers, ...stringsIn(body)]
    .filter(([name]) => secretHeaders.has(name))
    .flatMap(([, value]) => value.replace(scheme, '').split(/\s+/))
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret)]);

  const text = (from: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, redacted), from);
  const value = (from: unknown): unknown => {
    if (typeof from === 'string') return text(from);
    if (Array.isArray(from)) return from.map(value);
    if (typeof from !== 'object' || from === null) return from;
    return Object.fromEntries(Object.entries(from).map(([name, member]) => [text(name), memberOf(name, member)]));
  };
  const memberOf = (name: string, member: unknown) =>
    typeof member === 'string' ? header(name.toLowerCase(), member) : value(member);
  const header = (name: string, from: string) =>
    secretHeaders.has(name) ? `${scheme.exec(from)?.[0] ?? ''}${redacted}` : text(from);

  return {
    headers: Object.fromEntries([...headers].map(([name, from]) => [name, header(name, from)])),
    // Strings stay strings and objects keep their shape.
    value: <Value>(from: Value) => value(from) as Value,
  };
}

/** Every string of a JSON value, with the lower-case name of the member that it is. */
function stringsIn(value: unknown): (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'string' ? [[name.toLowerCase(), member] as const] : stringsIn(member),
  );
}
