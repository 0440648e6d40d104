import { once } from './as-record.ts';
import { everyRule, type Rule, type RuleId } from './rules.ts';

const positions = once(() => new Map<string, number>(everyRule().map(({ id }, position) => [id, position])));

/** Where a rule stands in the table: the lower position is checked first. */
export function positionOf(id: string): number {
  return positions().get(id) ?? everyRule().length;
}

/** The rule of that id. */
export function ruleOf(id: RuleId): Rule {
  const rule = everyRule()[positionOf(id)];
  if (!rule) throw new TypeError(`No rule has the id ${JSON.stringify(id)}. The table "rules" lists them.`);
  return rule;
}
