/** A watch over the names that this process looks up. */
export interface LookupWatch {
  /** Whether one was looked up since the last time that this was asked. */
  wasAsked(): boolean;
  stop(): void;
}

type Lookup = (host: string, ...rest: unknown[]) => unknown;

/**
 * Holds back every lookup of a host: it fails on the spot, and no resolver hears of it. A connection of Node begins
 * with `dns.lookup`, whatever client asks for it, so a request that gets so far is one that nothing else stops.
 */
export function holdLookupsOf(host: string): LookupWatch {
  const dns = process.getBuiltinModule('node:dns') as { lookup: unknown };
  const original = dns.lookup as Lookup;
  let asked = false;
  const watched: Lookup = (name, ...rest) => {
    if (name !== host) return original.call(dns, name, ...rest);
    asked = true;
    // The last argument is the callback in each form that the function has.
    const callback = rest.at(-1) as (error: Error) => void;
    return process.nextTick(callback, new Error(`The lookup of ${host} was held back.`));
  };
  dns.lookup = watched;
  return {
    wasAsked() {
      const answer = asked;
      asked = false;
      return answer;
    },
    stop() {
      dns.lookup = original;
    },
  };
}
