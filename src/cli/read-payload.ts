import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { advisoriesAbout } from '../emulator/gateway.ts';
import { type ApiVersion, type ConnectionSchema, checkSchemaRequest } from '../index.ts';
import { jsonIn, type Position, positionAt, readProblemOf } from '../server/json-file.ts';
import { printable, printWarning } from './terminal.ts';

/**
 * Reads JSON from a file, or from standard input for `-`; warns where it is not UTF-8. Beside it are its text, and what is
 * accepted in its bytes although a server may refuse or spoil it.
 *
 * @param kind what the file must contain, for the message.
 * @throws TypeError naming the file and why it cannot be read.
 */
export async function readPayload(file: string, kind: string) {
  const name = file === '-' ? 'standard input' : file;
  const failure = (why: string, cause?: unknown) => new TypeError(`Cannot read ${name}: it ${why}`, { cause });
  const bytes = await (file === '-' ? standardInput(kind) : readFile(file)).catch((cause: unknown) => {
    throw failure(`${readProblemOf(cause)}.`, cause);
  });
  const { value: payload, read, problem } = jsonIn(bytes);
  const { text } = read;
  if (text.trim() === '') throw failure(`is empty. It must hold ${kind} as JSON.`);
  if (problem) {
    const why = `${problem.problem}. ${problem.fix}.`;
    if (payload === undefined)
      throw failure([why, ...(problem.position ? codeFrame(linesOf(text), problem.position) : [])].join('\n'));
    printWarning(`${name}: it ${why}`);
  }
  return { payload, text, advisories: advisoriesAbout({ headers: new Headers(), json: payload, read }) };
}

function standardInput(kind: string): Promise<Uint8Array> {
  if (process.stdin.isTTY) console.error(`Reading ${kind} from the terminal; Ctrl+D ends it.`);
  return buffer(process.stdin);
}

/**
 * Reads the schema of a connection from a file.
 *
 * @throws TypeError naming the file and why it cannot be used.
 */
export async function readSchema(file: string, version: ApiVersion): Promise<ConnectionSchema> {
  const { payload } = await readPayload(file, 'a schema');
  const [violation] = checkSchemaRequest(payload, { version });
  if (!violation) return payload as ConnectionSchema;
  const fix = `Run check --schema ${file} for details`;
  throw new TypeError(`Cannot use ${file}: it is not a valid schema (rule ${violation.rule}). ${fix}.`);
}

/** How many characters of a line are shown. */
const width = 100;

/** The lines of a text, for `codeFrame`. */
export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/);
}

/** The line with a place and the one before it, with a mark below the place. */
export function codeFrame(lines: readonly string[], { line, column }: Position): readonly string[] {
  const digits = String(line).length;
  // A long line is cut before the place and behind it.
  const start = Math.max(0, column - 1 - width / 2);
  const show = (number: number, mark: string) => {
    const shown = printable((lines[number - 1] ?? '').slice(start, start + width), width);
    return `${mark} ${String(number).padStart(digits)} | ${shown}`.trimEnd();
  };
  const before = printable((lines[line - 1] ?? '').slice(start, column - 1), width);
  const pointer = `  ${' '.repeat(digits)} | ${' '.repeat(before.length)}^`;
  return [...(line > 1 ? [show(line - 1, ' ')] : []), show(line, '>'), pointer];
}

/** The tokens of a JSON text. An expression for a whole string would overflow its stack on one of some megabytes. */
function* tokensIn(text: string) {
  const token = /["{}[\],:]|[^\s{}[\],:"]+/g;
  const quote = /"|\\./g;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const { 0: word, index } = match;
    if (word === '"') {
      quote.lastIndex = token.lastIndex;
      while (quote.exec(text)?.[0].startsWith('\\'));
      token.lastIndex = quote.lastIndex;
    }
    yield { word: text.slice(index, token.lastIndex), index };
  }
}

/**
 * A function that returns the place of the value at a path in a JSON text; of the nearest object around it, where it is
 * absent.
 */
export function locatorIn(text: string): (path: readonly string[]) => Position {
  const root = placeOfRoot(text);
  return (path) => {
    let place = root;
    for (const step of path) {
      const part = place.parts?.get(step);
      if (!part) break;
      place = part;
    }
    return positionAt(text, place.index);
  };
}

/** Where a value begins, and for an object or an array the places of its parts. */
interface ValuePlace {
  readonly index: number;
  readonly parts: Map<string, ValuePlace> | undefined;
}

/** The place of the value of a JSON text. */
function placeOfRoot(text: string): ValuePlace {
  const top: ValuePlace = { index: 0, parts: new Map() };
  // What is open, and the part that comes next: null where the name of a property is still to come.
  const open: { parts: ValuePlace['parts']; next: string | number | null }[] = [{ parts: top.parts, next: '' }];
  let name = '';
  for (const { word, index } of tokensIn(text)) {
    const around = open.at(-1);
    if (!around) break;
    if (word === '}' || word === ']') open.pop();
    else if (word === ',') around.next = typeof around.next === 'number' ? around.next + 1 : null;
    else if (word === ':') around.next = name;
    else if (around.next === null) name = JSON.parse(word) as string;
    else {
      const parts: ValuePlace['parts'] = word === '{' || word === '[' ? new Map() : undefined;
      around.parts?.set(String(around.next), { index, parts });
      if (parts) open.push({ parts, next: word === '[' ? 0 : null });
    }
  }
  return top.parts?.get('') ?? top;
}
