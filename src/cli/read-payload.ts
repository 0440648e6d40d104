import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { positionOfError } from './position-of-error.ts';

/** What a file holds, or why that cannot be told. */
type Read = { readonly payload: unknown } | { readonly problem: string };

/** Reads JSON from a file, or from standard input for `-`. Never throws. */
export async function readPayload(file: string): Promise<Read> {
  const name = file === '-' ? 'standard input' : file;
  let content: string;
  try {
    // Files of Windows may begin with a byte order mark, which JSON does not know.
    content = (file === '-' ? await standardInput() : await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    return { problem: `Cannot read ${name}: ${reasonOf(error)}.` };
  }
  if (content.trim() === '') return { problem: `Cannot check ${name}: it is empty. Give a create request as JSON.` };
  try {
    return { payload: JSON.parse(content) };
  } catch {
    const { line, column } = positionOfError(content);
    return { problem: `Cannot check ${name}: it is no JSON from line ${line}, column ${column} on.` };
  }
}

/** Why a file cannot be read, in words. */
export function reasonOf(error: unknown): string {
  return reasons[Object(error).code] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'the system does not allow it',
};

function standardInput(): Promise<string> {
  if (process.stdin.isTTY) console.error('Reading a create request from the terminal; Ctrl+D ends it.');
  return text(process.stdin);
}
