type Lookup = (host: string, ...rest: unknown[]) => unknown;

/**
 * Makes `dns.lookup` fail for some hosts, and returns a function that puts the original back. Every client of Node asks
 * `dns.lookup`, as a property of its module, when it opens a connection; a request that MSW mocks never does.
 *
 * @param refuse returns the error for a host in lower case, without the dot at its end, or undefined to allow it.
 */
export function patchLookup(refuse: (host: string) => Error | undefined): () => void {
  const dns = process.getBuiltinModule('node:dns') as { lookup: unknown };
  const original = dns.lookup as Lookup;
  const patched: Lookup = (host, ...rest) => {
    const callback = rest.at(-1);
    const error = typeof host === 'string' ? refuse(host.toLowerCase().replace(/\.$/, '')) : undefined;
    if (!error || typeof callback !== 'function') return original.call(dns, host, ...rest);
    return process.nextTick(callback, error);
  };
  // `util.promisify` reads a symbol of the function.
  Object.defineProperties(patched, Object.getOwnPropertyDescriptors(original));
  dns.lookup = patched;
  return () => {
    if (dns.lookup === patched) dns.lookup = original;
  };
}
