import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { invalidCreateRequest } from '../../src/arbitraries/index.ts';
import { rules, type SchemaOptions } from '../../src/index.ts';
import { kinds } from './invalid-kinds.ts';

describe.for(kinds)('bodies that break a rule: $operation, $where', ({ operation, arbitrary, context }) => {
  test('every rule on the body is broken', { timeout: 300_000 }, () => {
    const broken = new Set<string>(fc.sample(arbitrary(context), { numRuns: 2000, seed: 5 }).map(({ rule }) => rule));

    expect(rulesOf(operation, context).filter((rule) => !broken.has(rule))).toEqual([]);
  });
});

test('the rules of switches are broken where the switches are on', { timeout: 300_000 }, () => {
  const context = { version: 'beta', strictDescription: true, rejectReadOnly: true } as const;

  const broken = new Set(fc.sample(invalidCreateRequest(context), { numRuns: 3000, seed: 5 }).map(({ rule }) => rule));

  expect([...broken]).toEqual(
    expect.arrayContaining(['description.required', 'state.readOnly', 'ingestedItemsCount.readOnly']),
  );
});

test('values reach beyond the samples of the rules', { timeout: 300_000 }, () => {
  const sample = fc.sample(invalidCreateRequest({ profile: 'documented', version: 'beta' }), {
    numRuns: 3000,
    seed: 5,
  });
  const bodiesOf = (id: string) => sample.filter(({ rule }) => rule === id).map(({ body }) => body as { id: string });

  const ids = bodiesOf('id.length').map(({ id }) => id.length);
  const foreign = new Set(bodiesOf('id.alphanumeric').map(({ id }) => id.replace(/[A-Za-z0-9]/g, '')));

  expect([ids.includes(0), ids.includes(2), ids.includes(33), Math.max(...ids)]).toEqual([true, true, true, 96]);
  expect(foreign.size).toBeGreaterThan(20);
});

/** The rules on the body that hold, by the table. */
function rulesOf(operation: string, context: SchemaOptions): string[] {
  const { profile = 'documented', version = 'beta' } = context;
  return (
    rules
      .filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.some((each) => each === operation))
      .filter((rule) => rule.profiles.includes(profile) && rule.versions.includes(version))
      .filter(({ when }) => Object.values(when).every((value) => value === false))
      // Profile live, the default, accepts on v1.0 what only beta declares.
      .filter(({ when }) => context.profile === 'documented' || !('betaSettingsOnV1' in when))
      .map(({ id }) => id)
  );
}
