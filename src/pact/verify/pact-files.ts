import { existsSync, readFileSync, statSync } from 'node:fs';
import { asRecord } from '../../rules/index.ts';

/** A pact as it stands in a file. */
export interface PactFile {
  readonly file: string;
  readonly consumer: string;
  readonly provider: string;
  /** As they are, in the form of the pact's own specification. */
  readonly interactions: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Reads pacts.
 *
 * @throws TypeError naming the file that is missing, is not JSON, is not a pact, or contains no interaction.
 */
export function readPacts(files: readonly string[]): readonly PactFile[] {
  return files.map(readPact);
}

function readPact(file: string): PactFile {
  if (!existsSync(file)) throw badPact(file, 'does not exist', 'Give the path of a pact file');
  if (statSync(file).isDirectory()) throw badPact(file, 'is a folder', 'Give the files in it, such as pacts/*.json');
  const pact = asRecord(parsed(file)) ?? {};
  const consumer = asRecord(pact.consumer)?.name;
  const provider = asRecord(pact.provider)?.name;
  const interactions = pact.interactions ?? pact.messages;
  if (typeof consumer !== 'string' || typeof provider !== 'string' || !Array.isArray(interactions)) {
    throw badPact(file, 'is not a pact', 'A pact names its consumer and provider, and has interactions');
  }
  if (interactions.length === 0) throw badPact(file, 'contains no interaction', 'Record the pact again');
  return { file, consumer, provider, interactions };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw badPact(file, 'is not JSON', 'Give the path of a pact file', cause);
  }
}

function badPact(file: string, what: string, fix: string, cause?: unknown): TypeError {
  return new TypeError(`The option pacts has ${file}, which ${what}. ${fix}.`, { cause });
}
