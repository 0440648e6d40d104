import {
  type ApiVersion,
  checkCreateRequest,
  checkItem,
  checkSchemaRequest,
  type Profile,
  type Violation,
} from '../index.ts';
import { paint, printable, printableJson } from './paint.ts';
import { readPayload } from './read-payload.ts';
import { readSchema } from './read-schema.ts';

/** The flags of `check`. */
export interface CheckFlags {
  readonly profile: Profile;
  readonly apiVersion: ApiVersion;
  readonly json?: boolean;
  /** The files contain items, not create requests. */
  readonly item?: boolean;
  /** With items: the file with their schema. Without: a file to check as a schema. */
  readonly schema?: string;
}

/** What the files contain, and how one of them is checked. */
interface Kind {
  readonly name: string;
  readonly files: readonly string[];
  check(payload: unknown, profile: Profile): readonly Violation[];
}

interface Result {
  readonly file: string;
  readonly violations: readonly Violation[];
  /** The rules of profile live that it breaks; empty in that profile itself. */
  readonly refusedLive: readonly string[];
}

/**
 * Checks each file, or standard input, and prints the rules that it breaks. Exit code: 0 all valid, 1 a rule is broken, 2 a
 * file cannot be read or is not JSON, whatever the others contain.
 */
export async function check(files: readonly string[], flags: CheckFlags): Promise<number> {
  const { profile, json } = flags;
  const results: Result[] = [];
  const problems: string[] = [];
  const kind = await kindOf(files, flags);
  if ('problem' in kind) problems.push(kind.problem);
  else {
    for (const file of kind.files.length === 0 ? ['-'] : kind.files) {
      const read = await readPayload(file, kind.name);
      if ('problem' in read) {
        problems.push(read.problem);
        continue;
      }
      const violations = kind.check(read.payload, profile);
      const live = profile === 'live' ? [] : kind.check(read.payload, 'live');
      results.push({ file, violations, refusedLive: live.map(({ rule }) => rule) });
    }
  }
  if (json) console.log(toJson(results));
  else if (results.length > 0) console.log(results.map((result) => toText(result, flags)).join('\n\n'));
  for (const problem of problems) console.error(paint('red', printable(problem), process.stderr));
  if (problems.length > 0) return 2;
  return results.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

async function kindOf(
  files: readonly string[],
  { item, schema: schemaFile, apiVersion: version }: CheckFlags,
): Promise<Kind | { readonly problem: string }> {
  if (item) {
    const read = schemaFile === undefined ? { schema: undefined } : await readSchema(schemaFile, version);
    if ('problem' in read) return read;
    const { schema } = read;
    const check: Kind['check'] = (payload, profile) =>
      checkItem(payload, { profile, version, ...(schema && { schema }) });
    return { name: 'an item', files, check };
  }
  if (schemaFile !== undefined) {
    const check: Kind['check'] = (payload, profile) => checkSchemaRequest(payload, { profile, version });
    return { name: 'a schema', files: [schemaFile, ...files], check };
  }
  return {
    name: 'a create request',
    files,
    check: (payload, profile) => checkCreateRequest(payload, { profile, version }),
  };
}

function toJson(results: readonly Result[]): string {
  return printableJson(results.map(({ file, violations }) => ({ file, violations })));
}

function toText({ file, violations, refusedLive }: Result, { profile, apiVersion }: CheckFlags): string {
  const name = paint('bold', file === '-' ? 'Standard input' : printable(file));
  const where = paint('dim', `(profile ${profile}, ${apiVersion})`);
  const { length } = violations;
  if (length > 0) {
    const count = paint('red', length === 1 ? 'breaks a rule' : `breaks ${length} rules`);
    return [`${name} ${count} ${where}`, ...violations.map(violationLines)].join('\n\n');
  }
  const valid = `${name} ${paint('green', 'is valid')} ${where}`;
  if (refusedLive.length === 0) return valid;
  return `${valid}\n${paint('yellow', `  The live service would refuse it (${refusedLive.join(', ')}). Use --profile live for details.`)}`;
}

function violationLines({ rule, message, fix, source }: Violation): string {
  return [
    `  ${printable(message)}`,
    `    ${paint('cyan', `→ ${fix}`)}`,
    paint('dim', `    Rule ${rule}, from ${source}`),
  ].join('\n');
}
