/** A shorter word cannot be told from ordinary text, and no access token is that short. */
const shortestSecret = 8;

/** Takes secrets out of whatever is told of a verification. */
export interface Secrets {
  /** What is in a header such as Authorization, without its scheme, is a secret from now on. */
  add(secret: string | undefined): void;
  /** A copy of a value in which no string holds a secret. */
  redacted<Value>(value: Value): Value;
}

/** @param known undefined ones are none. */
export function createSecrets(...known: readonly (string | undefined)[]): Secrets {
  const secrets = new Set<string>();

  function add(secret: string | undefined): void {
    for (const word of secret?.replace(/^(?:Bearer|Basic) +/i, '').split(/\s+/) ?? []) {
      if (word.length < shortestSecret) continue;
      // As it is, as it stands in a URL, and as it stands in JSON.
      for (const form of [word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1)]) secrets.add(form);
    }
  }

  const text = (from: string) => [...secrets].reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), from);
  const value = (from: unknown): unknown => {
    if (typeof from === 'string') return text(from);
    if (Array.isArray(from)) return from.map(value);
    if (typeof from !== 'object' || from === null) return from;
    return Object.fromEntries(Object.entries(from).map(([name, member]) => [text(name), value(member)]));
  };

  for (const secret of known) add(secret);
  return {
    add,
    // Strings stay strings and objects keep their shape.
    redacted: <Value>(from: Value) => value(from) as Value,
  };
}
