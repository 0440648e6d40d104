import { showValue, toPointer } from '../schemas/index.ts';

/** In which ways what was sent differs from what was to be sent, each as a sentence that begins with the place. */
export function differences(wanted: unknown, sent: unknown, path: readonly PropertyKey[] = []): string[] {
  if (isComposite(wanted) && isComposite(sent) && Array.isArray(wanted) === Array.isArray(sent)) {
    const names = new Set([...Object.keys(wanted), ...Object.keys(sent)]);
    return [...names].flatMap((name) => memberDifferences(wanted, sent, [...path, name]));
  }
  if (Object.is(wanted, sent)) return [];
  return [`${toPointer(path) || 'The body'} is ${showValue(sent)}; it was to be ${showValue(wanted)}.`];
}

function memberDifferences(wanted: Composite, sent: Composite, path: readonly PropertyKey[]): string[] {
  const name = String(path.at(-1));
  if (!Object.hasOwn(sent, name)) return [`${toPointer(path)} is missing; it was to be ${showValue(wanted[name])}.`];
  // Not its value: nobody knows what it is for.
  if (!Object.hasOwn(wanted, name)) return [`${toPointer(path)} was sent, and was not in what it was given.`];
  return differences(wanted[name], sent[name], path);
}

type Composite = Readonly<Record<string, unknown>>;

function isComposite(value: unknown): value is Composite {
  return typeof value === 'object' && value !== null;
}
