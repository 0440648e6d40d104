import { asRecord } from '../../rules/index.ts';
import { CommandError } from '../command/command-error.ts';
import { type Found, findingOf } from '../findings.ts';
import type { Run } from '../record-run.ts';
import type { SentRequest } from '../transport.ts';
import { type FoundText, propertyOf, stringsIn } from './reported.ts';

/** Whether the token appeared anywhere but in the header Authorization. */
export function checkLeaks(run: Run): Found[] {
  const { prints, tokens } = run;
  // A client that acts on behalf of a user sends the token that it was given to the token endpoint.
  const requests = run.requests.filter(({ target }) => target.kind !== 'login');
  const [leak] = leaksOf(run).filter((place) => run.options.cleanErrors || !isKeptByLibrary(place));
  const printed = prints.find(({ text }) => tokens.isIn(text));
  const [request] = requests.flatMap((one) => placesOf(one).filter(([, text]) => tokens.isIn(text)));
  const elsewhere = 'the token in the header Authorization alone';
  return [
    ...(leak ? [findingOf('leak.error', 'no part of the token in the error', `it is in ${nameOf(leak)}`)] : []),
    ...(printed ? [findingOf('leak.print', 'no part of the token in the log', `${printed.to} printed it`)] : []),
    ...(request ? [findingOf('leak.request', elsewhere, `it is in ${request[0]}`)] : []),
  ];
}

/** Where an HTTP library put the token into an error of its own; undefined where none did. */
export function libraryLeakOf(run: Run): string | undefined {
  const found = leaksOf(run).find(isKeptByLibrary);
  return found && nameOf(found);
}

interface Leak extends FoundText {
  readonly error: unknown;
}

function leaksOf(run: Run): Leak[] {
  const rejected = run.calls.flatMap(({ ending }) => (ending.kind === 'rejected' ? [ending.error] : []));
  // What a command says was printed.
  const thrown = rejected.filter((error) => !(error instanceof CommandError));
  return [...thrown, ...run.crashes.map(({ error }) => error)].flatMap((error) => leaksIn(error, run));
}

function leaksIn(error: unknown, { tokens }: Run): Leak[] {
  const leaks = stringsIn(error)
    .filter(({ text }) => tokens.isIn(text))
    .map((found) => ({ ...found, error }));
  // A stack only repeats the message.
  const outsideStack = leaks.filter(({ path }) => !path.includes('stack'));
  return outsideStack.length > 0 ? outsideStack : leaks;
}

/** Where an HTTP library keeps the request on its errors: not a mistake of the client, and yet worth knowing. */
const libraryProperties = ['config', 'options', 'request', 'response', 'toJSON()'];

function isKeptByLibrary({ path, error }: Leak): boolean {
  return path.some((name, depth) => {
    const owner = path.slice(0, depth).reduce<unknown>(propertyOf, error);
    return libraryProperties.includes(name) && isLibraryError(asRecord(owner) ?? {});
  });
}

/**
 * Whether an HTTP library made an error: it says so, as axios and ky do, or has the settings of the request beside the
 * request, as got and ofetch do. Code that makes an error by hand adds one of them, or the headers alone.
 */
function isLibraryError(error: Readonly<Record<string, unknown>>): boolean {
  return error.isAxiosError === true || error.isKyError === true || ('request' in error && 'options' in error);
}

function nameOf({ path }: FoundText): string {
  return ['error', ...path].join('.');
}

function placesOf({ url, text, headers }: SentRequest): (readonly [string, string])[] {
  const others = [...headers].filter(([name]) => name.toLowerCase() !== 'authorization');
  return [
    ['the URL', url],
    ['the body', text],
    ...others.map(([name, value]) => [`the header ${name}`, value] as const),
  ];
}
