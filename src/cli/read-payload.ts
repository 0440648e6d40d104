import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { asRecord } from '../rules/index.ts';

/** The JSON of a file, or why it cannot be read. */
type Payload = { readonly payload: unknown } | { readonly problem: string };

/**
 * Reads JSON from a file, or from standard input for `-`. Never throws.
 *
 * @param kind what the file must contain, for the message.
 */
export async function readPayload(file: string, kind = 'a create request'): Promise<Payload> {
  const name = file === '-' ? 'standard input' : file;
  let content: string;
  try {
    // Files written on Windows may begin with a byte order mark, which JSON does not allow.
    content = (file === '-' ? await standardInput(kind) : await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    return { problem: `Cannot read ${name}: ${reasonOf(error)}.` };
  }
  if (content.trim() === '') return { problem: `Cannot check ${name}: it is empty. It must hold ${kind} as JSON.` };
  try {
    return { payload: JSON.parse(content) };
  } catch {
    const { line, column } = positionOfError(content);
    return { problem: `Cannot check ${name}: it is not JSON at line ${line}, column ${column}.` };
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

function standardInput(kind: string): Promise<string> {
  if (process.stdin.isTTY) console.error(`Reading ${kind} from the terminal; Ctrl+D ends it.`);
  return text(process.stdin);
}

/** The place of a character in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
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
  const lines = text.slice(0, readable).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
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
