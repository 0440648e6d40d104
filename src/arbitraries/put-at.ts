import { pathOf } from '../schemas/index.ts';

interface Replacement {
  /** Undefined takes away what is there. */
  readonly value: unknown;
  /** Which element `*` stands for, counted round where there are fewer. */
  readonly index: number;
}

/** A copy of a body, as JSON carries it, with another value at a place, all parents of which exist. */
export function putAt(body: unknown, place: string, replacement: Replacement): unknown {
  const text = JSON.stringify(put(body, pathOf(place), replacement));
  return text === undefined ? undefined : JSON.parse(text);
}

function put(parent: unknown, [key, ...rest]: readonly string[], replacement: Replacement): unknown {
  if (key === undefined) return replacement.value;
  if (Array.isArray(parent)) {
    const index = replacement.index % parent.length;
    return parent.with(index, put(parent[index], rest, replacement));
  }
  // Whatever has members and is no array is an object.
  const object = parent as Readonly<Record<string, unknown>>;
  return { ...object, [key]: put(object[key], rest, replacement) };
}
