import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type * as z from 'zod';
import { readBody } from '../emulator/gateway.ts';
import { asRecord, graphHosts, matchOperation, once, serviceRoots } from '../rules/index.ts';
import { didYouMean, printable, showValue, valueAt } from '../schemas/index.ts';
import { jsonIn, readProblemOf } from './json-file.ts';

/** An entry of a mocks file, ready to respond. */
interface MockEntry {
  /** Its place in the file, such as `mocks[0]`. */
  readonly place: string;
  /** As the file has it: `*` stands for any text. */
  readonly url: string;
  readonly method: string;
  /** The only request for this `url` that it is for, counted from 1. */
  readonly nth: number | undefined;
  readonly bodyFragment: string | undefined;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** Static responses for paths of Microsoft Graph that the kit does not emulate. */
export interface Mocks {
  /** The response of the first entry for a request; undefined where there is none, and where the kit emulates it. */
  responseTo(request: Request): Promise<Response | undefined>;
  /** Counts the requests from the beginning again. */
  reset(): void;
}

/**
 * Responds as the entries say, in their order.
 *
 * @param onNote called with a sentence about entries that are never used, and about an entry for an emulated operation.
 * **Source:** MockResponsePlugin of Dev Proxy, which counts for `nth` the responses of all entries with the same `url`.
 */
export function createMocks(entries: readonly MockEntry[], onNote: (sentence: string) => void): Mocks {
  const counts = new Map<string, number>();
  const emulated = new Set<MockEntry>();
  const unused = entries.filter((entry) => isForOtherHost(entry.url));
  if (unused.length > 0) {
    const places = unused.slice(0, 5).map(({ place, url }) => `${place} (${printable(url, 80)})`);
    const rest = unused.length > 5 ? ` and ${unused.length - 5} more` : '';
    onNote(`Mocks are for hosts of Microsoft Graph alone, so these are never used: ${places.join(', ')}${rest}.`);
  }

  async function firstFor(request: Request): Promise<MockEntry | undefined> {
    const url = graphUrlOf(request.url);
    let text: string | undefined;
    for (const entry of entries) {
      if (!isEntryFor(entry, request.method, url)) continue;
      if (entry.bodyFragment !== undefined && request.method !== 'GET') {
        text ??= (await readBody(request.clone())).text.toLowerCase();
        if (!text.includes(entry.bodyFragment.toLowerCase())) continue;
      }
      const count = (counts.get(entry.url) ?? 0) + 1;
      if (entry.nth !== undefined && entry.nth !== count) continue;
      counts.set(entry.url, count);
      return entry;
    }
    return undefined;
  }

  function noteEmulated({ method, url }: Request): void {
    const entry = entries.find((each) => !emulated.has(each) && isEntryFor(each, method, graphUrlOf(url)));
    if (!entry) return;
    emulated.add(entry);
    const { pathname } = new URL(url);
    onNote(`The kit emulates ${method} ${printable(pathname, 80)} itself: ${entry.place} is not used for it.`);
  }

  return {
    async responseTo(request) {
      const { kind } = matchOperation(request.method, request.url);
      if (kind !== 'elsewhere' && kind !== 'notEmulated') return void noteEmulated(request);
      const entry = await firstFor(request);
      return entry && new Response(entry.body ?? null, entry);
    },
    reset: () => counts.clear(),
  };
}

/** The URL that an entry names: the public root in place of the server's own. */
function graphUrlOf(url: string): string {
  const { host, pathname, search } = new URL(url);
  const root = graphHosts.some((known) => known === host) ? `https://${host}` : serviceRoots[0];
  return root + pathname + search;
}

function isEntryFor({ method, url }: MockEntry, requested: string, requestedUrl: string): boolean {
  if (method !== requested) return false;
  return matchesWildcard(url, requestedUrl) || matchesWildcard(decodedUrl(url), decodedUrl(requestedUrl));
}

/** SDKs write `%24filter` for `$filter`. */
function decodedUrl(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}

/** Whether a text fits a pattern in which `*` stands for any text. Each part is searched behind the one before. */
export function matchesWildcard(pattern: string, text: string): boolean {
  const [first = '', ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) return pattern === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  const end = text.length - last.length;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

function isForOtherHost(url: string): boolean {
  const host = /^https?:\/\/([^/*?#]+)(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase();
  return host !== undefined && !graphHosts.some((known) => known === host);
}

const token = /^[!#$%&'*+.^_`|~\w-]+$/;
const must = (message: string) => ({ error: `must be ${message}` });

/**
 * The schema of an entry, and the names of its properties. Zod is loaded for a file of mocks alone.
 *
 * **Source:** the JSON schema mockresponseplugin.mocksfile.schema.json of Dev Proxy.
 */
const entryFormat = once(async () => {
  const z = await import('zod');
  const object = <Shape extends z.ZodRawShape>(shape: Shape, kind: string) => z.strictObject(shape, must(kind));
  const text = (kind: string, pattern = /^/) => z.string(must(kind)).regex(pattern, must(kind));
  const wholeNumber = (kind: string, minimum: number, maximum = Number.MAX_SAFE_INTEGER) =>
    z.int(must(kind)).min(minimum, must(kind)).max(maximum, must(kind));
  const header = object(
    {
      name: text('the name of a header', token),
      value: text('a string without line breaks, in Latin characters', /^[\t\x20-\x7e\x80-\xff]*$/),
    },
    '{ "name": …, "value": … }',
  );
  const request = object(
    {
      url: text('a URL such as "https://graph.microsoft.com/v1.0/users*"', /./s),
      method: text('a method such as "GET"', token).optional(),
      nth: wholeNumber('a whole number from 1', 1).optional(),
      bodyFragment: text('a string').optional(),
    },
    'an object with a url',
  );
  const response = object(
    {
      statusCode: wholeNumber('a whole number from 200 to 599', 200, 599).optional(),
      headers: z.array(header, must('an array of { "name": …, "value": … }')).optional(),
      body: z.unknown().optional(),
    },
    'an object',
  );
  const entry = object({ request, response: response.default({}) }, '{ "request": { "url": … }, "response": { … } }');
  return { entry, names: [entry, request, response, header].flatMap(({ shape }) => Object.keys(shape)) };
});

/**
 * Reads a mocks file of Dev Proxy, and the files that it names.
 *
 * @throws TypeError naming the file, the entry, what is wrong with it and how to fix it.
 */
export async function readMocks(file: string): Promise<readonly MockEntry[]> {
  const bad = (problem: string, fix: string) =>
    new TypeError(`Cannot use the mocks file ${printable(file)}: ${problem}. ${fix}.`);
  const content = await readFile(file).catch((cause: unknown) => {
    throw bad(`it ${readProblemOf(cause)}`, 'Name a file that can be read');
  });
  const { value, read, problem } = jsonIn(content);
  // With U+FFFD, a response would not be the one that was written.
  if (problem && (value === undefined || read.isLossy)) throw bad(`it ${problem.problem}`, problem.fix);
  const list = asRecord(value)?.mocks;
  if (!Array.isArray(list)) {
    throw bad(
      'mocks must be an array',
      'Use the mocks file of Dev Proxy: { "mocks": [{ "request": { "url": … }, "response": { … } }] }',
    );
  }
  const folder = await realpath(dirname(file));
  return await Promise.all(
    list.map((entry: unknown, index) => {
      const place = `mocks[${index}]`;
      return readEntry(entry, { place, folder, fail: (wrong, fix) => bad(place + wrong, fix) });
    }),
  );
}

interface EntryPlace {
  readonly place: string;
  readonly folder: string;
  /** The error for a problem there, such as `.request must be an object`. */
  readonly fail: (problem: string, fix: string) => TypeError;
}

async function readEntry(value: unknown, at: EntryPlace): Promise<MockEntry> {
  const { entry, names } = await entryFormat();
  const { success, data, error } = entry.safeParse(withoutNotes(value));
  if (!success) throw badEntry(value, error.issues[0], { ...at, names });
  const { url, method = 'GET', nth, bodyFragment } = data.request;
  const { statusCode: status = 200, headers: listed = [], body: written } = data.response;
  const headers = new Headers(listed.map(({ name, value }): [string, string] => [name, value]));
  for (const name of setByServer) headers.delete(name);
  const body = await mockedBodyOf(written, headers.get('Content-Type') ?? 'application/json', at);
  if (body && [204, 205, 304].includes(status)) {
    throw at.fail(
      `.response.body: a response with status ${status} has no body`,
      'Leave out the body, or use status 200',
    );
  }
  // Some clients fail on a type without a body.
  if (!body) headers.delete('Content-Type');
  else if (!headers.has('Content-Type')) headers.set('Content-Type', 'application/json');
  return { place: at.place, url, method: method.toUpperCase(), nth, bodyFragment, status, headers, body };
}

/** Recorded responses have these; the server sets its own. */
const setByServer: readonly string[] = [
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'keep-alive',
];

/** Without `$schema` and the like, which editors read. */
function withoutNotes(value: unknown): unknown {
  const record = asRecord(value);
  return record ? Object.fromEntries(Object.entries(record).filter(([name]) => !name.startsWith('$'))) : value;
}

function badEntry(
  value: unknown,
  issue: z.core.$ZodIssue | undefined,
  { fail, names }: EntryPlace & { readonly names: readonly string[] },
): TypeError {
  const path = issue?.path ?? [];
  const where = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  if (issue?.code === 'unrecognized_keys') {
    const [name = ''] = issue.keys;
    const fix = didYouMean(name, names).trim() || 'Leave it out';
    return fail(`${where} has an unknown property ${showValue(name)}`, fix.replace(/\?$/, ''));
  }
  const found = valueAt(value, path);
  const got = found === undefined ? 'it is missing' : `got ${showValue(found)}`;
  return fail(`${where} ${issue?.message ?? 'must be another value'}, ${got}`, 'Correct it there');
}

/** A body is JSON, a text of another type as it is, or `@` and the name of a file. */
async function mockedBodyOf(body: unknown, type: string, at: EntryPlace): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string' && body.startsWith('@')) return await contentsOf(body.slice(1), at);
  const isText = typeof body === 'string' && !/\bjson\b/i.test(type);
  const json = isText ? body : JSON.stringify(body);
  if (/"@(?:request|dynamic)\b/.test(json)) {
    throw at.fail(
      '.response.body has a placeholder such as "@request.body", which the kit does not fill in',
      'Use a constant',
    );
  }
  return new TextEncoder().encode(json);
}

async function contentsOf(name: string, { folder, fail }: EntryPlace): Promise<Uint8Array<ArrayBuffer>> {
  const refuse = (problem: string, fix: string) =>
    fail(`.response.body names the file ${showValue(name)}, which ${problem}`, fix);
  const path = await realpath(join(folder, name)).catch(() => undefined);
  if (path === undefined) throw refuse('does not exist', 'Put it beside the mocks file, or below its folder');
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) {
    throw refuse(
      'is not below the folder of the mocks file',
      'Put it there; a link that leads elsewhere is not followed',
    );
  }
  if (!(await stat(path)).isFile()) throw refuse('is not a file', 'Name a file');
  return new Uint8Array(await readFile(path));
}
