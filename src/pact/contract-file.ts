import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PactFile } from './interaction.ts';

/** The pact file of a contract at a path. It contains only the interactions that succeeded. */
export function createContractFile(path: string) {
  const recorded = new Map<string, PactFile>();

  // Synchronously and as a whole, so that concurrent runs never read half a file.
  const write = () => {
    if (recorded.size === 0) return rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, pactText([...recorded.values()]));
  };

  return {
    /** Removes an interaction before it runs; the first call removes what an earlier process wrote. */
    remove(key: string): void {
      recorded.delete(key);
      write();
    },
    add(key: string, pact: PactFile): void {
      recorded.set(key, pact);
      write();
    },
  };
}

/**
 * The text of one pact file with the interactions of all: the same text for the same interactions, whatever their order
 * and the version of Pact that wrote them. Of the metadata it keeps only the version of the specification. Interactions
 * that succeed come first, because a stub server responds with the first one that matches.
 */
function pactText(pacts: readonly PactFile[]): string {
  const [first] = pacts;
  if (!first) return '';
  const written = pacts.flatMap(({ interactions }) => interactions).map((one) => [jsonText(one), one] as const);
  const inOrder = written.toSorted(
    ([text, one], [otherText, other]) => one.response.status - other.response.status || (text < otherText ? -1 : 1),
  );
  const pact = {
    consumer: first.consumer,
    interactions: inOrder.map(([, interaction]) => interaction),
    metadata: { pactSpecification: first.metadata.pactSpecification },
    provider: first.provider,
  };
  return `${jsonText(pact)}\n`;
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
