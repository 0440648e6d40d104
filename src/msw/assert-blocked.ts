import { listOf } from '../rules/index.ts';
import { guardHolders, isNode } from './guard/guard.ts';
import { heldHosts, openHosts, patchLookup } from './guard/hold-hosts.ts';
import { guardedHost as host } from './loopback.ts';

/**
 * Proves that the guard is on. Sends unhandled requests by fetch (also to a URL like that of an asset), by `node:http`
 * and by `node:https`, also as imported by name, and in Node checks that the guard refuses a connection to each host of
 * Graph and of its login. A request that gets as far as the lookup of its host, `guard.invalid`, is refused there, so
 * nothing leaves the machine. In a browser it sends the requests to the origin of the page instead.
 *
 * It cannot see what the guard does not cover: worker threads, child processes, HTTP/2 sessions and connections of an
 * agent or a dispatcher of your own that were opened before, and a client that asks no `dns.lookup` (an IP address, a
 * resolver of its own, a proxy that it was given).
 *
 * @throws Error naming each way that is open, and how to close it; or that a handler responds to every URL.
 * @example
 * ```ts
 * import { syncBuiltinESMExports } from 'node:module';
 * import { setupServer } from 'msw/node';
 * import { assertBlocked, blockUnhandled, handlers } from 'external-connection-testkit/msw';
 *
 * const server = setupServer(...handlers);
 * server.listen({ ...blockUnhandled });
 * syncBuiltinESMExports(); // for code that has `import { request } from 'node:http'`
 * await assertBlocked();
 * server.close();
 * ```
 */
export function assertBlocked(): Promise<void> {
  // One after the other: each watches the lookups and the console, which are one in the process.
  const proof = last.then(proveBlocked);
  last = proof.catch(() => {});
  return proof;
}

let last = Promise.resolve();

async function proveBlocked(): Promise<void> {
  const unmute = muteMentionsOf(host);
  const { answered, left } = await (isNode() ? tryWaysOutOfNode() : tryPage()).finally(unmute);
  if (answered.length > 0) throw new Error(unprovable(answered));
  const hosts = isNode() ? await openHosts(guardHolders().length > 0) : [];
  if (left.length > 0 || hosts.length > 0) throw new Error(openWays(left, hosts));
}

/** The names of the ways that got a response, and of those by which a request left. */
interface Outcome {
  readonly answered: readonly string[];
  readonly left: readonly string[];
}

async function tryWaysOutOfNode(): Promise<Outcome> {
  const ways = await waysOutOfNode();
  const asked = new Set<string>();
  const answered: string[] = [];
  let way = '';
  const putBack = patchLookup((name) => {
    if (name !== host) return undefined;
    asked.add(way);
    return new Error(`The lookup of ${host} was refused.`);
  });
  try {
    // One after the other: a lookup does not name the way that it belongs to.
    for (const [name, send] of Object.entries(ways)) {
      way = name;
      await send().then(
        () => answered.push(name),
        () => {},
      );
    }
    return { answered, left: [...asked].filter((name) => !answered.includes(name)) };
  } finally {
    putBack();
  }
}

/** A page cannot see lookups; its own origin responds to a request that is let through, and is this machine in a test. */
async function tryPage(): Promise<Outcome> {
  const paths = { fetch: `/${host}`, 'fetch of a URL like that of an asset': `/${host}.json` };
  const left: string[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const response = await fetch(path).catch(() => undefined);
    // What the service worker of MSW 3 responds in place of a request that its own option blocks.
    if (response && response.statusText !== 'Request Handler Error') left.push(name);
  }
  return { answered: [], left };
}

/** The console names each request that is blocked; those of a check are not worth a line. */
function muteMentionsOf(word: string): () => void {
  const original = { error: console.error, warn: console.warn };
  const unlessMentioned =
    (print: (...words: unknown[]) => void) =>
    (...words: unknown[]) => {
      if (!words.some((each) => String(each).includes(word))) print(...words);
    };
  console.error = unlessMentioned(original.error);
  console.warn = unlessMentioned(original.warn);
  return () => void Object.assign(console, original);
}

function openWays(names: readonly string[], hosts: readonly string[]): string {
  const onlyByName = hosts.length === 0 && names.every((name) => name.startsWith('{'));
  const fix = onlyByName
    ? 'Call syncBuiltinESMExports() of node:module after server.listen: MSW patches the modules, not what was imported by name.'
    : 'Call server.listen({ ...blockUnhandled }), or worker.start(blockUnhandled), before. An option of your own does not turn the guard on; it must also have the name that your MSW reads: onUnhandledFrame on 3, onUnhandledRequest on 2; the other is ignored.';
  const open = hosts.length === heldHosts.length ? 'Graph and its login' : listOf(hosts, 'and');
  return [
    'The guard is open.',
    ...(names.length > 0 ? [`A request that no handler matches leaves by ${listOf(names, 'and')}.`] : []),
    ...(hosts.length > 0 ? [`A client that MSW does not intercept can connect to ${open}.`] : []),
    fix,
  ].join('\n');
}

function unprovable(names: readonly string[]): string {
  return `The guard cannot be proven: https://${host}/ got a response by ${listOf(names, 'and')}.\nA handler matches every URL, or a proxy stands in between. Give the handler the URLs of its own service.`;
}

type Get = typeof import('node:http').get;

/** The ways in which code of Node sends a request, by their names in a message: MSW patches each of them on its own. */
async function waysOutOfNode(): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const [byName, byNameSecure] = [await importedByName('node:http'), await importedByName('node:https')];
  return {
    fetch: () => fetch(`https://${host}/`),
    'fetch of a URL like that of an asset (.json)': () => fetch(`https://${host}/data.json`),
    'node:http': () => responseTo('http', process.getBuiltinModule('node:http').get),
    'node:https': () => responseTo('https', process.getBuiltinModule('node:https').get),
    '{ get } of node:http': () => responseTo('http', byName.get),
    '{ get } of node:https': () => responseTo('https', byNameSecure.get),
  };
}

function responseTo(scheme: 'http' | 'https', get: Get): Promise<unknown> {
  return new Promise((resolve, reject) =>
    get(`${scheme}://${host}/`, (response) => resolve(response.resume())).on('error', reject),
  );
}

/** The module as `import { … }` sees it. The specifier is no literal, for bundlers would look for the file. */
function importedByName(specifier: string): Promise<{ get: Get }> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ specifier);
}
