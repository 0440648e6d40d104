import type { Performance } from '../performance.ts';
import type { Sent } from '../world/index.ts';
import { type Finding, findingOf } from './finding.ts';
import { type Found, stringsIn } from './strings-in.ts';

/** Whether the token turned up anywhere but in the header Authorization. */
export function judgeWhatItLeaked(performance: Performance): Finding[] {
  const { prints, sent, secret } = performance;
  const printed = prints.find(({ text }) => secret.isIn(text));
  const errors = errorsOf(performance).flatMap((error) => leaksIn(error, performance));
  const [blamed] = errors.filter((place) => performance.options.cleanErrors || !isAxiosOwn(place));
  const [request] = sent.flatMap((one) => placesOf(one).filter(([, text]) => secret.isIn(text)));
  return [
    ...(blamed ? [findingOf('leak.error', 'no part of the token in the error', `it is in ${nameOf(blamed)}`)] : []),
    ...(printed ? [findingOf('leak.print', 'no part of the token in the log', `${printed.to} printed it`)] : []),
    ...(request
      ? [findingOf('leak.request', 'the token in the header Authorization alone', `it is in ${request[0]}`)]
      : []),
  ];
}

/** Where axios put the token into an error of its own; undefined where it did not. */
export function axiosLeakOf(performance: Performance): string | undefined {
  const places = errorsOf(performance).flatMap((error) => leaksIn(error, performance));
  const found = places.find(isAxiosOwn);
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

/** axios keeps the whole request on its errors: not a mistake of the client, and yet worth telling. */
function isAxiosOwn({ path, error }: Leak): boolean {
  return path.some((name, depth) => {
    const owner = path.slice(0, depth).reduce<unknown>((value, step) => Object(value)[step], error);
    return Object(owner).isAxiosError === true && ['config', 'request', 'response', 'toJSON()'].includes(name);
  });
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
