import { limits, once, retryAfterIn } from '../rules/index.ts';
import type { ServiceResponse } from './build-response.ts';
import { type Attempt, type Exchange, exchangeOf, type Occurrence } from './exchange.ts';
import { createRedactor, credentialsIn, type NamesAndValues } from './redact.ts';
import { deepFreeze } from './store.ts';

/** How many exchanges are kept; the oldest go first. */
const capacity = 1000;

/** How many credentials are remembered, to keep them out of what is shown of the connections. */
const credentialCapacity = 10;

/** The last exchanges, oldest first: at most 1,000, and no more than fit into the budget, but always the last one. */
export type Journal = ReturnType<typeof createJournal>;

/** @param budget how many bytes the exchanges may take. */
export function createJournal(budget: number) {
  const entries = new Set<{ readonly exchange: () => Exchange; readonly bytes: number }>();
  let bytes = 0;
  let isWarned = false;
  let nextAttempt = countAttempts();
  const credentials = new Set<string>();
  let redactor = createRedactor();
  /** Headers not read for credentials yet: most tests never ask for the redactor. */
  let unread: NamesAndValues[] = [];

  function dropOldest(): void {
    for (const entry of entries) {
      if (entries.size === 1 || (bytes <= budget && entries.size <= capacity)) return;
      readCredentials();
      if (bytes > budget && !isWarned) {
        isWarned = true;
        console.warn(
          `The journal is full (${budget} bytes) and drops its oldest exchanges. Raise the option journalBytes, or call reset().`,
        );
      }
      bytes -= entry.bytes;
      entries.delete(entry);
    }
  }

  function readCredentials(): void {
    const found = unread.splice(0).flatMap(credentialsIn);
    const others = found.filter((credential) => !credentials.has(credential));
    if (others.length === 0) return;
    for (const credential of others) credentials.add(credential);
    for (const oldest of [...credentials].slice(0, -credentialCapacity)) credentials.delete(oldest);
    redactor = createRedactor(...credentials);
  }

  return {
    get exchanges(): readonly Exchange[] {
      return [...entries].map(({ exchange }) => exchange());
    },
    /** Knows the credentials that the last requests brought; the same one until they bring others. */
    get redactor() {
      readCredentials();
      return redactor;
    },
    /**
     * Adds the exchange of a request, and counts the attempt.
     *
     * @returns the exchange, frozen, made when it is first asked for.
     */
    add(occurrence: Occurrence): () => Exchange {
      const { at, received, response, isAccepted } = occurrence;
      const { method, url, headers, text } = received;
      const { status } = response;
      const isLast = method === 'GET' && status > 0 && status < 400;
      const retryAfter = retryAfterOf(response);
      const attempt = nextAttempt({ request: `${method} ${url} ${text}`, at, retryAfter, isLast });
      const exchange = once(() => deepFreeze({ ...exchangeOf(occurrence), ...attempt }));
      const entry = { exchange, bytes: isAccepted ? sizeOfAccepted(occurrence) : sizeOf(exchange()) };
      entries.add(entry);
      bytes += entry.bytes;
      unread.push(headers);
      dropOldest();
      return exchange;
    },
    clear() {
      entries.clear();
      [unread, bytes, isWarned] = [[], 0, false];
      nextAttempt = countAttempts();
      credentials.clear();
      redactor = createRedactor();
    },
  };
}

function retryAfterOf({ headers }: ServiceResponse): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
}

/** What a value takes beside its text: a rough figure for an object or for an entry of one. */
const overhead = 48;

/**
 * About how many bytes of memory a JSON value takes, rather too many than too few. Each string counts where it stands;
 * what nests deeper than a body may is recorded as text.
 */
function sizeOf(value: unknown, levels: number = limits.bodyDepth.maximum): number {
  if (typeof value === 'string') return overhead + 2 * value.length;
  if (typeof value !== 'object' || value === null || levels === 0) return overhead / 4;
  let bytes = overhead;
  if (Array.isArray(value)) for (const item of value) bytes += sizeOf(item, levels - 1);
  else
    for (const [name, property] of Object.entries(value))
      bytes += overhead + 2 * name.length + sizeOf(property, levels - 1);
  return bytes;
}

/** The same of an exchange that is not made yet: until then its text is kept too. What it created is in the response. */
function sizeOfAccepted({ received, response, advisories }: Occurrence): number {
  const { method, url, headers, text, json } = received;
  return (
    sizeOf([method, url, headers, text, json, response.headers, advisories]) + 2 * sizeOf(response.body) + 12 * overhead
  );
}

interface SentRequest {
  /** Method, URL and body. */
  readonly request: string;
  readonly at: Date;
  /** The header of the response that it got. */
  readonly retryAfter: string | undefined;
  /** Whether the next one is no retry: a client may read as often as it likes. */
  readonly isLast: boolean;
}

/** Counts the attempts at the same request. Of more than the journal keeps, those not sent for the longest time go first. */
function countAttempts() {
  // By the digest of the request, for a body may be large.
  const latest = new Map<string, Omit<SentRequest, 'request'> & { readonly attempt: number }>();
  return ({ request, ...sent }: SentRequest): Attempt => {
    const key = digestOf(request);
    const known = latest.get(key);
    const before = known?.isLast ? undefined : known;
    const attempt = (before?.attempt ?? 0) + 1;
    // Deleted first: a Map keeps the order in which its keys came.
    latest.delete(key);
    latest.set(key, { ...sent, attempt });
    const [oldest] = latest.keys();
    if (latest.size > capacity && oldest !== undefined) latest.delete(oldest);
    const asked = before && retryAfterIn(before.retryAfter, before.at);
    if (!before || asked === undefined) return { attempt };
    const waited = sent.at.getTime() - before.at.getTime();
    return { attempt, waited: { asked: asked / 1000, waited: waited / 1000, enough: waited >= asked - 1 } };
  };
}

/**
 * A text of any length as two numbers, the same for the same text. Two texts that differ have the same by chance
 * alone; it keeps nothing secret.
 */
function digestOf(text: string): string {
  // Two hashes by FNV-1a with other starts and primes: Web Crypto's digests are asynchronous.
  let [one, other] = [0x811c9dc5, text.length];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13);
  }
  return `${one} ${other}`;
}
