import { errorResponses, everyRule, type Rule } from '../rules/index.ts';
import { didYouMean } from '../schemas/index.ts';
import { paint, printable, twoColumns } from './terminal.ts';

/**
 * Prints rules by their ids, or every id, and returns exit code 0.
 *
 * @throws TypeError for a rule that does not exist, with the nearest one.
 */
export function explain(ids: readonly string[]): number {
  const all = everyRule();
  const texts = ids.map((id) => {
    const rule = all.find((each) => each.id === id);
    if (rule) return describe(rule);
    const names: readonly string[] = all.map((each) => each.id);
    const hint = didYouMean(id, names) || ' Run explain without an id for the list.';
    throw new TypeError(`There is no rule "${printable(id)}".${hint}`);
  });
  const list = twoColumns(all.map(({ id, message }) => [id, message])).join('\n');
  console.log(ids.length === 0 ? list : texts.join('\n\n'));
  return 0;
}

function describe({ id, message, fix, source, evidence, error, ...rule }: Rule): string {
  const { status, code } = errorResponses[error];
  const lines: readonly (readonly [string, string])[] = [
    ['Where', rule.paths.map((path) => path || 'the whole body').join(', ')],
    ['Requests', rule.operations.join(', ')],
    ['Profiles', rule.profiles.join(', ')],
    ['Versions', rule.versions.join(', ')],
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

/** The first 60 characters of each. */
function samples(values: readonly unknown[]): string {
  return values.map((value) => (value === undefined ? 'nothing' : printable(JSON.stringify(value), 60))).join(', ');
}
