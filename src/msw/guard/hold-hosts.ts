import { asRecord, graphHosts, loginHosts } from '../../rules/index.ts';

/** The hosts that no connection reaches while the guard is on, each with its subdomains. */
export const heldHosts: readonly string[] = [...graphHosts, ...loginHosts];

/** Refuses every lookup of a held host, and returns a function that ends this. */
export function holdHosts(): () => void {
  return patchLookup((host) => (isHeld(host) ? new BlockedRequestError(messageFor(host)) : undefined));
}

function isHeld(host: string): boolean {
  return heldHosts.some((held) => host === held || host.endsWith(`.${held}`));
}

function messageFor(host: string): string {
  return [
    `The network guard of external-connection-testkit blocked a connection to ${host}. Give MSW a handler for the request.`,
    'If it has one, the client does not go through MSW: it kept fetch or http.request from before server.listen, uses undici or node:http2, sends a GET with a chunked body (MSW 3), or the request was let through by bypass() or passthrough().',
    "Start the guard before the client is imported, or test the client over HTTP: the option over: 'http' of the suite, or startServer.",
  ].join('\n');
}

/**
 * Resolves with the held hosts whose lookup is not refused.
 *
 * @param isOn whether the guard is on: no resolver is asked where it is known that nothing would refuse.
 */
export async function openHosts(isOn: boolean): Promise<readonly string[]> {
  if (!isOn) return heldHosts;
  const refused = await Promise.all(heldHosts.map(refusesConnection));
  return heldHosts.filter((_, index) => !refused[index]);
}

function refusesConnection(host: string): Promise<boolean> {
  return new Promise((resolve) =>
    process
      .getBuiltinModule('node:dns')
      .lookup(host, (error) => resolve(asRecord(error)?.code === BlockedRequestError.code)),
  );
}

/**
 * The error of a request that the guard refused. `code` and `errno` mark it as an error of Node: MSW hands such an
 * error to the client, where it would turn any other into a response with status 500.
 */
export class BlockedRequestError extends Error {
  static readonly code = 'ERR_BLOCKED_BY_GUARD';
  override readonly name = 'BlockedRequestError';
  readonly code = BlockedRequestError.code;
  readonly errno = undefined;
}

type DnsLookup = (this: unknown, host: unknown, ...rest: unknown[]) => unknown;

/** What each patch that has ended stands for: a spy, or a later patch, on top of it keeps it in place. */
const ended = new WeakMap<DnsLookup, DnsLookup>();

/**
 * Makes every lookup of `node:dns` fail for some hosts, and returns a function that ends this, in whatever order. Every client
 * of Node asks `dns.lookup`, as a property of its module, when it opens a connection; a request that MSW mocks never does.
 * A resolver of the client's own asks one of the others.
 *
 * @param refuse returns the error for a host in lower case, without the dot at its end, or undefined to allow it.
 */
export function patchLookup(refuse: (host: string) => Error | undefined): () => void {
  const dns = process.getBuiltinModule('node:dns');
  const owners: readonly object[] = [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype];
  return endingAll(
    owners.flatMap((owner) =>
      Object.getOwnPropertyNames(owner)
        .filter((name) => /^(?:lookup|resolve\w*)$/.test(name))
        .map((name) => patchFunction(owner as Record<string, DnsLookup>, name, refuse)),
    ),
  );
}

/** One function that calls them all. */
export function endingAll(endings: readonly (() => void)[]): () => void {
  return () => {
    for (const end of endings) end();
  };
}

function patchFunction(
  owner: Record<string, DnsLookup>,
  name: string,
  refuse: (host: string) => Error | undefined,
): () => void {
  const original = owner[name];
  if (!original) return () => {};
  const patched: DnsLookup = function (host, ...rest) {
    const isOn = typeof host === 'string' && !ended.has(patched);
    const error = isOn ? refuse(host.toLowerCase().replace(/\.$/, '')) : undefined;
    if (!error) return original.call(this, host, ...rest);
    const callback = rest.at(-1);
    return typeof callback === 'function' ? process.nextTick(callback, error) : Promise.reject(error);
  };
  // `util.promisify` reads a symbol of the function.
  Object.defineProperties(patched, Object.getOwnPropertyDescriptors(original));
  owner[name] = patched;
  return () => {
    ended.set(patched, original);
    for (let top = owner[name]; top; top = ended.get(top)) owner[name] = top;
  };
}
