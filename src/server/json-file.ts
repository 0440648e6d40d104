import { asRecord, type DecodedText, decodeText } from '../rules/index.ts';
import { printable } from '../schemas/index.ts';

/** What is wrong with a file; `problem` completes a sentence about it, `fix` is one without its full stop. */
interface FileProblem {
  readonly problem: string;
  readonly fix: string;
  /** Where the text stops being JSON; undefined where it is not known, or the encoding is the problem. */
  readonly position?: Position;
}

/**
 * The JSON in the bytes of a file: its value, undefined where there is none; the text, decoded as the emulator decodes a
 * body; and why the file is not JSON, or with a value, that its encoding is not UTF-8.
 */
export function jsonIn(bytes: Uint8Array) {
  const read = decodeText(bytes);
  const encoding = otherEncodingOf(bytes, read);
  const problem: FileProblem | undefined =
    encoding === undefined ? undefined : { problem: `is ${encoding}, not UTF-8`, fix: 'Save it as UTF-8' };
  try {
    return { value: JSON.parse(read.text) as unknown, read, problem };
  } catch (error) {
    return { value: undefined, read, problem: problem ?? syntaxProblem(read.text, error as SyntaxError) };
  }
}

/** As far as the first bytes show it. */
function otherEncodingOf([first, second]: Uint8Array, { hasMark, isLossy }: DecodedText): string | undefined {
  const isLittle = hasMark ? first === 0xff : second === 0 && first !== 0;
  const isBig = hasMark ? first === 0xfe : first === 0 && second !== 0;
  if (isLittle || isBig) {
    return `UTF-16 (${isLittle ? 'little' : 'big'} endian)${hasMark ? '' : ' without a byte order mark'}`;
  }
  return isLossy ? 'in another encoding, such as Windows-1252 or ISO-8859-1' : undefined;
}

function syntaxProblem(text: string, { message }: Error): FileProblem {
  // Bun's engine reports less than the search for the position needs.
  if (!isBeginning('')) return { problem: `is not JSON (${printable(message)})`, fix: 'Correct it' };
  const position = positionOfError(text);
  return {
    problem: `is not JSON at line ${position.line}, column ${position.column}`,
    // JSON lines, or two documents in one file.
    fix: message.includes('after JSON') ? 'Put one value into each file' : 'Correct it there',
    position,
  };
}

/** Why a file cannot be read; completes a sentence about the file. */
export function readProblemOf(error: unknown): string {
  const { code, message } = asRecord(error) ?? {};
  return reasons[String(code)] ?? `cannot be read (${message})`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'cannot be read: the system does not allow it',
};

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
