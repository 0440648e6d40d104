import { describe, expect, test } from 'vitest';
import { type RuleId, rules } from '../../src/index.ts';
import { errorsBy } from './errors-by.ts';

/** The value of a query option as OpenAPI reads it: a list apart at its commas, a number or a boolean as such. */
function readAs(option: string, text: unknown): unknown {
  if (option.startsWith('Select')) return String(text).split(',');
  if (option === 'Top') return /^-?\d+(\.\d+)?$/.test(String(text)) ? Number(text) : text;
  if (option === 'Count') return ['true', 'false'].includes(String(text)) ? text === 'true' : text;
  return text;
}

describe('a query parameter of openapi.json', () => {
  test.for([
    ['query.select', 'SelectBeta'],
    ['query.select', 'Select'],
    ['query.filter', 'Filter'],
    ['query.top', 'Top'],
    ['query.count', 'Count'],
    ['query.skiptoken', 'Skiptoken'],
  ] as const satisfies (readonly [RuleId, string])[])('agrees with every sample of %s in %s', ([id, name]) => {
    const rule = rules.find((candidate) => candidate.id === id);
    const isAccepted = (sample: unknown) =>
      errorsBy('live', `#/components/parameters/${name}/schema`, readAs(name, sample)).length === 0;

    expect(rule?.accepts.filter((sample) => !isAccepted(sample))).toEqual([]);
    expect(rule?.rejects.filter(isAccepted)).toEqual([]);
  });

  test('knows ingestedItemsCount in $select on beta only', () => {
    expect(errorsBy('live', '#/components/parameters/SelectBeta/schema', ['ingestedItemsCount'])).toEqual([]);
    expect(errorsBy('live', '#/components/parameters/Select/schema', ['ingestedItemsCount'])).toHaveLength(1);
  });
});
