import type { ApiVersion, Profile, Violation } from '../index.ts';
import { type OperationName, withDefaults } from '../rules/index.ts';
import {
  adviseControlInformation,
  adviseCreateRequest,
  adviseItem,
  adviseSchemaRequest,
  fromPointer,
  judgeCreateRequest,
  judgeItem,
  judgeSchemaRequest,
} from '../schemas/index.ts';
import { codeFrame, linesOf, locatorIn, readPayload, readSchema } from './read-payload.ts';
import { paint, printable, printableJson, printError } from './terminal.ts';

interface CheckFlags {
  readonly profile: Profile;
  readonly apiVersion: ApiVersion;
  /** The same as the format json. */
  readonly json?: boolean;
  readonly format: 'text' | 'json' | 'github';
  /** The files contain items, not create requests. */
  readonly item?: boolean;
  /** With items: the file with their schema. Without: a file to check as a schema. */
  readonly schema?: string;
}

/** What the files contain, and how one of them is checked. */
interface PayloadKind {
  readonly name: string;
  /** Whose body they are. */
  readonly operation: OperationName;
  judge(payload: unknown, profile: Profile): { readonly violations: readonly Violation[] };
  /** What a valid one would better leave out. */
  advise(payload: unknown): readonly Violation[];
}

interface FileResult {
  readonly file: string;
  readonly text: string;
  readonly violations: readonly Violation[];
  /** The rules of profile live that it breaks; empty in that profile itself. */
  readonly refusedLive: readonly string[];
  /** What is accepted and yet not right, apart from the rules of profile live. */
  readonly advisories: readonly Violation[];
}

/**
 * Checks each file, or standard input, and prints the rules that it breaks. Exit code: 0 all valid, 1 a rule is broken, 2 a
 * file cannot be read or is not JSON, whatever the others contain.
 *
 * @throws TypeError where the schema of items cannot be used.
 */
export async function check(files: readonly string[], flags: CheckFlags): Promise<number> {
  const results: FileResult[] = [];
  const problems: unknown[] = [];
  const kind = await kindOf(flags);
  const given = flags.schema === undefined || flags.item ? files : [flags.schema, ...files];
  for (const file of given.length === 0 ? ['-'] : given) {
    try {
      results.push(await resultOf(file, kind, flags.profile));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      problems.push(error);
    }
  }
  const output = outputOf(results, flags);
  if (output !== '') console.log(output);
  for (const problem of problems) printError(problem);
  if (problems.length > 0) return 2;
  return results.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

async function resultOf(file: string, kind: PayloadKind, profile: Profile): Promise<FileResult> {
  const { payload, text, advisories } = await readPayload(file, kind.name);
  const { violations } = kind.judge(payload, profile);
  const refusedLive = profile === 'live' ? [] : kind.judge(payload, 'live').violations.map(({ rule }) => rule);
  const advised =
    violations.length > 0
      ? []
      : [...advisories, ...kind.advise(payload), ...adviseControlInformation(payload, kind.operation)];
  return { file, text, violations, refusedLive, advisories: advised.filter(({ rule }) => !refusedLive.includes(rule)) };
}

function outputOf(results: readonly FileResult[], flags: CheckFlags): string {
  const format = flags.json ? 'json' : flags.format;
  if (format === 'json') {
    return printableJson(
      results.map(({ file, violations, advisories }) => ({
        file,
        violations,
        ...(advisories.length > 0 && { advisories }),
      })),
    );
  }
  const texts = results.map((result) => (format === 'github' ? toAnnotations(result) : toText(result, flags)));
  return texts.filter((text) => text !== '').join(format === 'github' ? '\n' : '\n\n');
}

/** A line for each violation, which GitHub Actions shows at its place in the file. */
function toAnnotations({ file, text, violations }: FileResult): string {
  const locate = locatorIn(text);
  return violations
    .map(({ rule, path, message, fix }) => {
      const { line, column } = locate(fromPointer(path));
      const place = `file=${escapeProperty(file)},line=${line},col=${column},title=${rule}`;
      return `::error ${place}::${escapeData(`${printable(message)}\nFix: ${fix}`)}`;
    })
    .join('\n');
}

/** **Source:** GitHub Actions toolkit, workflow commands. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

async function kindOf({
  item,
  schema: schemaFile,
  profile: asked,
  apiVersion: version,
}: CheckFlags): Promise<PayloadKind> {
  if (item) {
    const schema = schemaFile === undefined ? undefined : await readSchema(schemaFile, version);
    return {
      name: 'an item',
      operation: 'putItem',
      judge: (payload, profile) => judgeItem(payload, { profile, schema }),
      advise: (payload) => adviseItem(payload, schema),
    };
  }
  const context = withDefaults({ profile: asked, version });
  if (schemaFile !== undefined) {
    return {
      name: 'a schema',
      operation: 'updateSchema',
      judge: (payload, profile) => judgeSchemaRequest(payload, { ...context, profile }),
      advise: (payload) => adviseSchemaRequest(payload, context),
    };
  }
  return {
    name: 'a create request',
    operation: 'createConnection',
    judge: (payload, profile) => judgeCreateRequest(payload, { ...context, profile }),
    advise: (payload) => adviseCreateRequest(payload, context),
  };
}

function toText(
  { file, text, violations, refusedLive, advisories }: FileResult,
  { profile, apiVersion }: CheckFlags,
): string {
  const { length } = violations;
  const name = paint('bold', file === '-' ? 'Standard input' : printable(file));
  const broken = paint('red', length === 1 ? 'breaks a rule' : `breaks ${length} rules`);
  const result = length === 0 ? paint('green', 'is valid') : broken;
  const refused = `  The live service would refuse it (${refusedLive.join(', ')}). Use --profile live for details.`;
  const isRefusedLive = length === 0 && refusedLive.length > 0;
  const explain = explainerIn(text);
  return [
    `${name} ${result} ${paint('dim', `(profile ${profile}, ${apiVersion})`)}${isRefusedLive ? `\n${paint('yellow', refused)}` : ''}`,
    ...violations.map(explain),
    ...(advisories.length > 0 ? [paint('yellow', '  Accepted, but not right:')] : []),
    ...advisories.map(explain),
  ].join('\n\n');
}

/** A function that explains a violation at its place in the text of a file. */
function explainerIn(fileText: string): (violation: Violation) => string {
  const [locate, lines] = [locatorIn(fileText), linesOf(fileText)];
  return ({ rule, path, message, fix, source }) =>
    [
      `  ${printable(message)}`,
      ...codeFrame(lines, locate(fromPointer(path))).map((line) => paint('dim', `    ${line}`)),
      `    ${paint('cyan', `→ ${fix}`)}`,
      paint('dim', `    Rule ${rule}, from ${source}`),
    ].join('\n');
}
