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
  const outcomes = isNode() ? await tryWaysOutOfNode() : await tryPage();
  const answered = namesOf('answered', outcomes);
  if (answered.length > 0) throw new Error(unprovable(answered));
  const left = namesOf('left', outcomes);
  const hosts = isNode() ? await openHosts(guardHolders().length > 0) : [];
  if (left.length > 0 || hosts.length > 0) throw new Error(openWays(left, hosts));
}

interface Outcome {
  readonly name: string;
  readonly outcome: 'blocked' | 'left' | 'answered';
}

function namesOf(outcome: Outcome['outcome'], outcomes: readonly Outcome[]): readonly string[] {
  return outcomes.filter((each) => each.outcome === outcome).map(({ name }) => name);
}

async function tryWaysOutOfNode(): Promise<Outcome[]> {
  const ways = await waysOutOfNode();
  let wasAsked = false;
  const putBack = patchLookup((name) => {
    if (name !== host) return undefined;
    wasAsked = true;
    return new Error(`The lookup of ${host} was refused.`);
  });
  const unmute = muteMentionsOf(host);
  try {
    const outcomes: Outcome[] = [];
    // One after the other: a lookup does not name the way that it belongs to.
    for (const [name, send] of Object.entries(ways)) {
      wasAsked = false;
      const isAnswered = await send().then(
        () => true,
        () => false,
      );
      outcomes.push({ name, outcome: isAnswered ? 'answered' : wasAsked ? 'left' : 'blocked' });
    }
    return outcomes;
  } finally {
    unmute();
    putBack();
  }
}

/** A page cannot see lookups; its own origin responds to a request that is let through, and is this machine in a test. */
async function tryPage(): Promise<Outcome[]> {
  const unmute = muteMentionsOf(host);
  try {
    return [await tryPath('fetch', `/${host}`), await tryPath('fetch of a URL like that of an asset', `/${host}.json`)];
  } finally {
    unmute();
  }
}

async function tryPath(name: string, path: string): Promise<Outcome> {
  return fetch(path).then(
    // What the service worker of MSW 3 responds in place of a request that its own option blocks.
    ({ statusText }) => ({ name, outcome: statusText === 'Request Handler Error' ? 'blocked' : 'left' }),
    () => ({ name, outcome: 'blocked' }),
  );
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
  return [
    'The guard is open.',
    ...(names.length > 0 ? [`A request that no handler matches leaves by ${listed(names)}.`] : []),
    ...(hosts.length > 0
      ? [
          `A client that MSW does not intercept can connect to ${hosts.length === heldHosts.length ? 'Graph and its login' : listed(hosts)}.`,
        ]
      : []),
    fix,
  ].join('\n');
}

function unprovable(names: readonly string[]): string {
  return `The guard cannot be proven: https://${host}/ got a response by ${listed(names)}.\nA handler matches every URL, or a proxy stands in between. Give the handler the URLs of its own service.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
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
