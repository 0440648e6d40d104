import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PactFile } from './interaction.ts';

/**
 * Returns a function that writes an interaction into the pact file of a contract; undefined removes it. The file contains
 * only what was written so: the first call removes what an earlier process wrote.
 */
export function createContractFile(path: string) {
  const recorded = new Map<string, PactFile | undefined>();

  return (key: string, pact: PactFile | undefined) => {
    recorded.set(key, pact);
    const pacts = [...recorded.values()].filter((one) => one !== undefined);
    const [first] = pacts;
    if (!first) return rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    // Synchronously and as a whole, so that concurrent runs never read half a file.
    replaceFile(path, pactText({ ...first, interactions: pacts.flatMap(({ interactions }) => interactions) }));
  };
}

/**
 * The text of a pact: the same text for the same interactions, whatever their order and the version of Pact that wrote
 * them. Of the metadata it keeps only the version of the specification. Interactions that succeed come first, because a
 * stub server responds with the first one that matches.
 */
function pactText({ consumer, provider, interactions, metadata: { pactSpecification } }: PactFile): string {
  const inOrder = interactions
    .map((one) => [jsonText(one), one] as const)
    .toSorted(
      ([text, one], [otherText, other]) => one.response.status - other.response.status || (text < otherText ? -1 : 1),
    )
    .map(([, interaction]) => interaction);
  return `${jsonText({ consumer, interactions: inOrder, metadata: { pactSpecification }, provider })}\n`;
}

const width = 120;

/**
 * A JSON value as people read it: up to 120 characters on one line, and the properties of each object sorted by name.
 * Written by hand: `json-stringify-pretty-compact` puts spaces into a line, which would change every recorded pact.
 */
function jsonText(value: unknown): string {
  return indented(sorted(value), '');
}

function indented(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (indent.length + line.length <= width || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((element) => indented(element, inner))]
    : ['{', '}', Object.entries(value).map(([name, own]) => `${JSON.stringify(name)}: ${indented(own, inner)}`)];
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, own]) => [name, sorted(own)]));
}

/**
 * Writes a file beside its place and renames it, so that neither a full disk, a second process nor a signal leaves half
 * of it. What is not a regular file, such as `/dev/stdout`, is written to.
 *
 * @throws Error of `node:fs` when it cannot be written; an earlier file is left as it was.
 */
export function replaceFile(path: string, text: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    writeFileSync(path, text);
    return;
  }
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The error where Pact, which only recording and verifying need, is not installed; its cause is the system's own error. */
export function missingPact(cause: unknown): Error {
  return new Error('Recording and verifying need Pact. Run: npm install --save-dev @pact-foundation/pact', { cause });
}
