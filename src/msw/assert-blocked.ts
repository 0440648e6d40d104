import { holdLookupsOf } from './lookups.ts';
import { isNode, type WayOut, waysOutOfNode } from './ways-out.ts';

/** No resolver ever knows it. **Source:** RFC 6761, section 6.4. */
const host = 'guard.invalid';

/**
 * Proves that no unhandled request leaves: sends one by fetch and by `node:http` and `node:https`, also as imported by
 * name, and throws when one gets as far as the lookup of its host, `guard.invalid`. There it is held back, so nothing
 * leaves the machine even then. In a browser it sends one to the origin of the page, where it is answered or blocked.
 *
 * What it cannot see: a socket opened by hand, a child process, a proxy that the environment names (the request goes
 * there), a client that a runner has replaced, and the files that MSW lets pass because their URL looks like an asset.
 *
 * @throws Error naming each way that is open, and how to close it; or that a handler answers every URL.
 * @example
 * ```ts
 * import { syncBuiltinESMExports } from 'node:module';
 * import { setupServer } from 'msw/node';
 * import { assertBlocked, blockUnhandled, handlers } from 'external-connection-testkit/msw';
 *
 * const server = setupServer(...handlers);
 * server.listen(blockUnhandled);
 * syncBuiltinESMExports(); // for code that says import { request } from 'node:http'
 * await assertBlocked();
 * server.close();
 * ```
 */
export async function assertBlocked(): Promise<void> {
  const outcomes = isNode() ? await tryWaysOutOfNode() : [await tryPage()];
  const answered = outcomes.filter(({ outcome }) => outcome === 'answered');
  if (answered.length > 0) throw new Error(unprovable(answered.map(({ name }) => name)));
  const open = outcomes.filter(({ outcome }) => outcome === 'left').map(({ name }) => name);
  if (open.length > 0) throw new Error(openWays(open));
}

/** What the service worker of MSW 3 answers, with status 500, in place of a request that it blocks; MSW 2 fails it. */
const blockedByWorker = 'Request Handler Error';

interface Outcome {
  readonly name: string;
  readonly outcome: 'blocked' | 'left' | 'answered';
}

async function tryWaysOutOfNode(): Promise<Outcome[]> {
  const ways = await waysOutOfNode();
  const watch = holdLookupsOf(host);
  const unmute = muteMentionsOf(host);
  try {
    const outcomes: Outcome[] = [];
    // One after the other: the watch must know whose lookup it held.
    for (const way of ways) outcomes.push(await tryWay(way, () => watch.wasAsked()));
    return outcomes;
  } finally {
    unmute();
    watch.stop();
  }
}

async function tryWay({ name, send }: WayOut, wasLookedUp: () => boolean): Promise<Outcome> {
  try {
    await send(host);
    return { name, outcome: 'answered' };
  } catch {
    return { name, outcome: wasLookedUp() ? 'left' : 'blocked' };
  }
}

/** A page cannot see lookups; its own origin answers a request that is let through, and is this machine in a test. */
async function tryPage(): Promise<Outcome> {
  const path = `/${host}`;
  const unmute = muteMentionsOf(host);
  try {
    const answer = await fetch(path);
    return { name: 'fetch', outcome: answer.statusText === blockedByWorker ? 'blocked' : 'left' };
  } catch {
    return { name: 'fetch', outcome: 'blocked' };
  } finally {
    unmute();
  }
}

/** MSW prints each request that it blocks; these are no news. */
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

function openWays(names: readonly string[]): string {
  const onlyByName = names.every((name) => name.startsWith('{'));
  const fix = onlyByName
    ? 'Call syncBuiltinESMExports() of node:module after server.listen: MSW patches the modules, not what was imported by name.'
    : 'Call server.listen(blockUnhandled), or worker.start(blockUnhandled), before. An option of your own must have the name that your MSW reads: onUnhandledFrame on 3, onUnhandledRequest on 2; the other is silently ignored.';
  return `The guard is open: a request that no handler answers leaves by ${listed(names)}.\n${fix}`;
}

function unprovable(names: readonly string[]): string {
  return `The guard cannot be proven: https://${host}/ was answered by ${listed(names)}.\nA handler answers every URL, or a proxy stands in between. Give the handler the URLs of its own service.`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
