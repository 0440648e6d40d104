import { errorResponses, everyRule, type Rule, type RuleId } from '../rules/index.ts';
import { didYouMean } from '../schemas/index.ts';
import { paint, printable, printError, twoColumns } from './terminal.ts';

/** Prints rules by their ids, or every id. Exit code: 0; 2 for a rule that does not exist. */
export function explain(ids: readonly string[]): number {
  if (ids.length === 0) {
    console.log(twoColumns(everyRule().map(({ id, message }) => [id, message])).join('\n'));
    return 0;
  }
  const unknown = ids.find((id) => !ruleNamed(id));
  if (unknown !== undefined) {
    const names: readonly RuleId[] = everyRule().map(({ id }) => id);
    const hint = didYouMean(unknown, names) || ' Run explain without an id for the list.';
    printError(`There is no rule "${printable(unknown)}".${hint}`);
    return 2;
  }
  console.log(
    ids
      .flatMap((id) => ruleNamed(id) ?? [])
      .map(describe)
      .join('\n\n'),
  );
  return 0;
}

function ruleNamed(id: string): Rule | undefined {
  return everyRule().find((rule) => rule.id === id);
}

function describe({ id, message, fix, source, evidence, error, ...rule }: Rule): string {
  const { status, code } = errorResponses[error];
  const lines: readonly (readonly [string, string])[] = [
    ['Where', rule.paths.map((path) => path || 'the whole body').join(', ')],
    ['Requests', rule.operations.join(', ')],
    ['Holds in', `profile ${rule.profiles.join(' and ')}, ${rule.versions.join(' and ')}`],
    ['Response', `${status} ${code}`],
    ['Accepts', samples(rule.accepts)],
    ['Rejects', samples(rule.rejects)],
    ['Fix', fix],
    ['Source', `${source} (${evidence})`],
  ];
  const shown = lines
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `  ${paint('dim', name.padEnd(9))} ${text}`);
  return [`${paint('bold', id)}: ${message}`, ...shown].join('\n');
}

/** How many characters of a sample are shown. */
const longest = 60;

function samples(values: readonly unknown[]): string {
  return values
    .map((value) => (value === undefined ? 'nothing' : printable(JSON.stringify(value), longest)))
    .join(', ');
}
