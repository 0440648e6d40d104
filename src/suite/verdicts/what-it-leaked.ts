import type { Performance } from '../performance.ts';
import type { Sent } from '../world/index.ts';
import { type Finding, findingOf } from './finding.ts';
import { type Found, stringsIn } from './strings-in.ts';

/** Whether the token turned up anywhere but in the header Authorization. */
export function judgeWhatItLeaked(performance: Performance): Finding[] {
  const { prints, sent, secret } = performance;
  const printed = prints.find(({ text }) => secret.isIn(text));
  const errors = errorsOf(performance).flatMap((error) => leaksIn(error, performance));
  const [blamed] = errors.filter((place) => performance.options.cleanErrors || !isKeptByLibrary(place));
  const [request] = sent.flatMap((one) => placesOf(one).filter(([, text]) => secret.isIn(text)));
  return [
    ...(blamed ? [findingOf('leak.error', 'no part of the token in the error', `it is in ${nameOf(blamed)}`)] : []),
    ...(printed ? [findingOf('leak.print', 'no part of the token in the log', `${printed.to} printed it`)] : []),
    ...(request
      ? [findingOf('leak.request', 'the token in the header Authorization alone', `it is in ${request[0]}`)]
      : []),
  ];
}

/** Where an HTTP library put the token into an error of its own; undefined where none did. */
export function libraryLeakOf(performance: Performance): string | undefined {
  const places = errorsOf(performance).flatMap((error) => leaksIn(error, performance));
  const found = places.find(isKeptByLibrary);
  return found && nameOf(found);
}

function errorsOf({ calls, crashes }: Performance): unknown[] {
  const thrown = calls.flatMap(({ ending }) => (ending.kind === 'rejected' ? [ending.error] : []));
  return [...thrown, ...crashes.map(({ error }) => error)];
}

interface Leak extends Found {
  readonly error: unknown;
}

function leaksIn(error: unknown, { secret }: Performance): Leak[] {
  const leaks = stringsIn(error)
    .filter(({ text }) => secret.isIn(text))
    .map((found) => ({ ...found, error }));
  // A stack only repeats the message.
  const telling = leaks.filter(({ path }) => !path.includes('stack'));
  return telling.length > 0 ? telling : leaks;
}

/** Where an HTTP library keeps the request on its errors: not a mistake of the client, and yet worth telling. */
const keepers = ['config', 'options', 'request', 'response', 'toJSON()'];

function isKeptByLibrary({ path, error }: Leak): boolean {
  return path.some((name, depth) => {
    const owner = path.slice(0, depth).reduce<unknown>((value, step) => Object(value)[step], error);
    return keepers.includes(name) && isLibraryError(Object(owner));
  });
}

/**
 * Whether an HTTP library made an error: it says so, as axios and ky do, or has the settings of the request beside the
 * request, as got and ofetch do. Who makes an error by hand puts one of them there, or the headers alone.
 */
function isLibraryError(error: object): boolean {
  const { isAxiosError, isKyError } = error as Record<string, unknown>;
  return isAxiosError === true || isKyError === true || ('request' in error && 'options' in error);
}

function nameOf({ path }: Found): string {
  return ['error', ...path].join('.');
}

function placesOf({ url, text, headers }: Sent): (readonly [string, string])[] {
  const others = [...headers].filter(([name]) => name !== 'authorization');
  return [
    ['the URL', url],
    ['the body', text],
    ...others.map(([name, value]) => [`the header ${name}`, value] as const),
  ];
}
