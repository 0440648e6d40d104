import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { advisoriesAbout, decodeText } from '../emulator/gateway.ts';
import { type ApiVersion, type ConnectionSchema, checkSchemaRequest } from '../index.ts';
import { asRecord } from '../rules/index.ts';
import { printable, type Violation } from '../schemas/index.ts';

/** The JSON of a file with its text, or why it cannot be read. */
type Payload = ReadPayload | { readonly problem: string };

interface ReadPayload {
  readonly payload: unknown;
  readonly text: string;
  /** What is accepted in the bytes of the file, and that a server may refuse or spoil. */
  readonly advisories: readonly Violation[];
  /** The encoding of the file, in a sentence, where it is not UTF-8. */
  readonly encoding: string | undefined;
}

/**
 * Reads JSON from a file, or from standard input for `-`. Never throws.
 *
 * @param kind what the file must contain, for the message.
 */
export async function readPayload(file: string, kind = 'a create request'): Promise<Payload> {
  const name = file === '-' ? 'standard input' : file;
  let bytes: Uint8Array;
  try {
    bytes = file === '-' ? await standardInput(kind) : await readFile(file);
  } catch (error) {
    return { problem: `Cannot read ${name}: ${readProblemOf(error)}.` };
  }
  const other = otherEncodingOf(bytes);
  const encoding = other && `it is ${other}, not UTF-8. Save it as UTF-8.`;
  // As the emulator reads the same bytes in a body.
  const read = decodeText(bytes);
  const { text } = read;
  if (text.trim() === '') return { problem: `Cannot check ${name}: it is empty. It must hold ${kind} as JSON.` };
  try {
    const payload: unknown = JSON.parse(text);
    return { payload, text, encoding, advisories: advisoriesAbout({ headers: new Headers(), json: payload, read }) };
  } catch {
    if (encoding) return { problem: `Cannot check ${name}: ${encoding}` };
    const position = positionOfError(text);
    const { line, column } = position;
    const problem = `Cannot check ${name}: it is not JSON at line ${line}, column ${column}.`;
    return { problem: `${problem}\n${codeFrame(text, position)}` };
  }
}

/** The encoding of a text that is not UTF-8, as far as its first bytes show it. */
function otherEncodingOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'UTF-16 (little endian)';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big endian)';
  if (second === 0 && first !== 0) return 'UTF-16 (little endian) without a byte order mark';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return undefined;
  } catch {
    return 'in another encoding, such as Windows-1252 or ISO-8859-1';
  }
}

/** Why a file cannot be read, in words. */
export function readProblemOf(error: unknown): string {
  return reasons[String(asRecord(error)?.code)] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'the system does not allow it',
};

function standardInput(kind: string): Promise<Uint8Array> {
  if (process.stdin.isTTY) console.error(`Reading ${kind} from the terminal; Ctrl+D ends it.`);
  return buffer(process.stdin);
}

/**
 * The place at which a text stops being JSON. V8 names it for some errors only, so it is searched by bisection: the text
 * up to it fails only because it ends.
 */
export function positionOfError(text: string): Position {
  let readable = 0;
  let length = text.length;
  while (readable < length) {
    const middle = Math.ceil((readable + length) / 2);
    if (isBeginning(text.slice(0, middle))) readable = middle;
    else length = middle - 1;
  }
  return positionAt(text, readable);
}

/** Whether a text is JSON, or the beginning of a JSON text. */
function isBeginning(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined ? message.includes('end of JSON input') : Number(position) >= text.length;
  }
}

/** The schema in a file, or why it cannot be used. */
type SchemaRead = { readonly schema: ConnectionSchema } | { readonly problem: string };

/** Reads the schema of a connection from a file. Never throws. */
export async function readSchema(file: string, version: ApiVersion): Promise<SchemaRead> {
  const read = await readPayload(file, 'a schema');
  if ('problem' in read) return read;
  const { payload } = read;
  const [violation] = checkSchemaRequest(payload, { version });
  if (!violation) return { schema: payload as ConnectionSchema };
  const fix = `Run check --schema ${file} for details`;
  return { problem: `Cannot use ${file}: it is not a valid schema (rule ${violation.rule}). ${fix}.` };
}

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
  const places = valuePlacesIn(text);
  return (path) => {
    for (let { length } = path; length > 0; length -= 1) {
      const index = places.get(JSON.stringify(path.slice(0, length)));
      if (index !== undefined) return positionAt(text, index);
    }
    return positionAt(text, places.get('[]') ?? 0);
  };
}

/** Where each value of a JSON text begins, by its path as JSON. */
function valuePlacesIn(text: string): Map<string, number> {
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
