import { printable } from '../schemas/index.ts';

/** The place of a character in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The place of the character at an index. */
export function positionAt(text: string, index: number): Position {
  const lines = text.slice(0, index).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** How many characters of a line are shown. */
const width = 100;

/** The line with a place and the one before it, with a mark below the place. */
export function codeFrame(text: string, { line, column }: Position): string {
  const lines = text.split(/\r?\n/);
  const digits = String(line).length;
  // A long line is cut before the place and behind it.
  const start = Math.max(0, column - 1 - width / 2);
  const show = (number: number, mark: string) => {
    const shown = printable((lines[number - 1] ?? '').slice(start, start + width), width);
    return `${mark} ${String(number).padStart(digits)} | ${shown}`.trimEnd();
  };
  const before = printable((lines[line - 1] ?? '').slice(start, column - 1), width);
  const pointer = `  ${' '.repeat(digits)} | ${' '.repeat(before.length)}^`;
  return [...(line > 1 ? [show(line - 1, ' ')] : []), show(line, '>'), pointer].join('\n');
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * A function that returns the place of the value at a path in a JSON text; of the nearest object around it, where it is
 * absent.
 */
export function locatorIn(text: string): (path: readonly string[]) => Position {
  const places = placesIn(text);
  return (path) => {
    for (let { length } = path; length > 0; length -= 1) {
      const index = places.get(JSON.stringify(path.slice(0, length)));
      if (index !== undefined) return positionAt(text, index);
    }
    return positionAt(text, places.get('[]') ?? 0);
  };
}

/** Where each value of a JSON text begins, by its path as JSON. */
function placesIn(text: string): Map<string, number> {
  const places = new Map<string, number>();
  // null: the name of the next property is still to come.
  const path: (string | number | null)[] = [];
  let name = '';
  for (const { 0: word, index } of text.matchAll(token)) {
    if (word === '}' || word === ']') path.pop();
    else if (word === ',') path.push(next(path.pop()));
    else if (word === ':') path.splice(-1, 1, name);
    else if (path.at(-1) === null) name = JSON.parse(word) as string;
    else {
      places.set(JSON.stringify(path.map(String)), index);
      if (word === '{') path.push(null);
      if (word === '[') path.push(0);
    }
  }
  return places;
}

/** What stands behind a comma: the next element, or the name of the next property. */
function next(last: string | number | null | undefined): number | null {
  return typeof last === 'number' ? last + 1 : null;
}
