import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { asRecord } from '../rules/index.ts';
import { codeFrame, type Position, positionAt } from './code-frame.ts';

/** The JSON of a file with its text, or why it cannot be read. */
type Payload = { readonly payload: unknown; readonly text: string } | { readonly problem: string };

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
    return { problem: `Cannot read ${name}: ${reasonOf(error)}.` };
  }
  const encoding = otherEncodingOf(bytes);
  if (encoding) return { problem: `Cannot check ${name}: it is ${encoding}, not UTF-8. Save it as UTF-8.` };
  // Reads over a byte order mark, with which files written on Windows may begin.
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') return { problem: `Cannot check ${name}: it is empty. It must hold ${kind} as JSON.` };
  try {
    return { payload: JSON.parse(text), text };
  } catch {
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
export function reasonOf(error: unknown): string {
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
