import { basename } from 'node:path';
import type { LiveCreateExternalConnection } from '../../schemas/index.ts';

const placeholder = /\{(id|name|description)\}/g;

/** The properties of a connection that stand in the arguments of a command, as `{id}`, `{name}` or `{description}`. */
export function placeholdersIn(args: readonly string[]): readonly string[] {
  return [...new Set(args.flatMap((arg) => [...arg.matchAll(placeholder)].map(([, name = '']) => name)))];
}

/** An argument with the values of a connection; a property that it does not have is empty. */
export function withValues(arg: string, { id, name, description }: LiveCreateExternalConnection): string {
  const values: Readonly<Record<string, string | null | undefined>> = { id, name, description };
  return arg.replaceAll(placeholder, (_, property: string) => values[property] ?? '');
}

const shells = /^(?:(?:ba|da|z|k|mk|c|tc|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?$/i;

/** After which a shell reads a script in the place of a file. */
const scriptFlag = /^(?:-[a-z]{0,5}c|-c[a-z]{0,5}|-(?:encoded)?command|\/[ck])$/i;

/**
 * Returns unless a shell would run a value of the connection as a part of its script.
 *
 * @throws TypeError saying what to do instead.
 */
export function requireNoScript(words: readonly string[]): void {
  const [name] = placeholdersIn(words);
  const at = words.findIndex((word) => shells.test(basename(word)));
  const shell = basename(words[at] ?? '');
  if (name === undefined || at < 0 || !flagsOf(shell, words.slice(at + 1)).some((word) => scriptFlag.test(word)))
    return;
  throw new TypeError(
    `{${name}} cannot stand in a script of ${shell}, which would run whatever the value contains. Read the connection from the standard input, or put the script into a file: ${shell} create.sh {${name}}.`,
  );
}

/** The flags before the file of a shell; PowerShell has values between them. */
function flagsOf(shell: string, words: readonly string[]): readonly string[] {
  if (/^(?:powershell|pwsh)/i.test(shell)) return words;
  const end = words.findIndex((word, index) => !/^[-+/]/.test(word) && !/^[-+]o$/i.test(words[index - 1] ?? ''));
  return words.slice(0, end < 0 ? words.length : end);
}
