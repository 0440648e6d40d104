import { describe, expect, test } from 'vitest';
import type { ApiVersion, RuleId } from '../../src/index.ts';
import { rules } from '../../src/index.ts';
import { type Interaction, interactionsFor } from '../../src/pact/index.ts';
import { exampleOf } from '../../src/pact/matcher.ts';
import { holds, placesIn } from '../../src/rules/index.ts';
import { contextOf, fromPointer, valueAt } from '../../src/schemas/index.ts';
import { put } from '../conformance/put.ts';
import { withMockServerOf } from './mock-server.ts';

/** What no matcher can say, for it looks at one value alone and knows no more words than JSON Schema. */
const beyondMatchers: readonly RuleId[] = ['urlMatchInfo.urlPattern'];

const find = (version: ApiVersion, key: string): Interaction => {
  const found = interactionsFor({ version }).find((interaction) => interaction.key === key);
  if (!found) throw new Error(`No interaction has the key ${key}.`);
  return found;
};

const rows = (['beta', 'v1.0'] as const).flatMap((version) =>
  (['create.full', 'schema.register', 'update'] as const).map((key) => ({ version, key })),
);

interface Sample {
  readonly rule: RuleId;
  readonly place: string;
  readonly sample: unknown;
  readonly accepted: boolean;
}

/** Each sample of each rule on the body, at each place where the example of the interaction has a value. */
function samplesFor({ operation, request }: Interaction, version: ApiVersion): Sample[] {
  const example = exampleOf(request.body);
  const context = contextOf({ profile: 'live', version }, 'samplesFor');
  const ruling = rules.filter(
    (rule) => rule.checkedBy === 'body' && rule.operations.includes(operation) && holds(rule, context),
  );
  return ruling.flatMap((rule) =>
    placesIn(rule, version)
      .filter((place) => valueAt(example, keysOf(place)) !== undefined)
      .flatMap((place) => [
        ...rule.accepts
          .filter((sample) => isAlike(valueAt(example, keysOf(place)), sample))
          .map((sample) => ({ rule: rule.id, place, sample, accepted: true })),
        ...rule.rejects.map((sample) => ({ rule: rule.id, place, sample, accepted: false })),
      ]),
  );
}

const keysOf = (place: string) => fromPointer(place.replaceAll('/*', '/0'));

/** Whether two values are of one shape: what is optional, null or an open object has an interaction of its own. */
function isAlike(example: unknown, sample: unknown): boolean {
  if (Array.isArray(example)) return Array.isArray(sample) && sample.every((element) => isAlike(example[0], element));
  return typeof example === typeof sample && typeof sample !== 'object';
}

describe('the matchers agree with the rules, as Pact itself reports', () => {
  test.for(rows)('$key on $version', async ({ version, key }) => {
    const interaction = find(version, key);
    const example = exampleOf(interaction.request.body);
    const samples = samplesFor(interaction, version).filter(({ rule }) => !beyondMatchers.includes(rule));
    const disagreements: string[] = [];

    await withMockServerOf(interaction, async (matches) => {
      for (const { rule, place, sample, accepted } of samples) {
        if ((await matches({ body: put(example, place, sample) })) !== accepted) {
          disagreements.push(`${rule} at ${place}: ${JSON.stringify(sample)} is ${accepted ? 'refused' : 'accepted'}`);
        }
      }
    });

    expect(disagreements).toEqual([]);
    expect(samples.length).toBeGreaterThan(key === 'update' ? 10 : 100);
  });

  test('the headers of a create', async () => {
    const interaction = find('v1.0', 'create.minimal');
    const disagreements: string[] = [];

    await withMockServerOf(interaction, async (matches) => {
      // A token that is expired or for others looks like any other: a state says what it may do.
      for (const id of ['token.present', 'token.wellFormed', 'contentType.json'] as const) {
        const rule = rules.find((candidate) => candidate.id === id);
        const header = rule?.paths[0]?.replace('header ', '') ?? '';
        for (const [accepted, values] of [
          [true, rule?.accepts],
          [false, rule?.rejects],
        ] as const) {
          for (const value of values ?? []) {
            if (value === undefined) continue;
            const isAccepted = await matches({ headers: { [header]: String(value) } });
            if (isAccepted !== accepted) disagreements.push(`${header}: ${value}`);
          }
        }
      }
    });

    expect(disagreements).toEqual([]);
  });
});

describe('a matcher', () => {
  test.for([
    ['an extra member', { nickname: 'HR' }],
    ['null for a text', { description: null }],
    ['a number for a text', { name: 42 }],
  ] as const)('refuses %s', async ([, change]) => {
    const interaction = find('v1.0', 'create.minimal');
    const body = { ...(exampleOf(interaction.request.body) as object), ...change };
    let accepted = true;

    await withMockServerOf(interaction, async (matches) => {
      accepted = await matches({ body });
    });

    expect(accepted).toBe(false);
  });

  test('takes what breaks its rule on purpose exactly', async () => {
    const interaction = find('v1.0', 'create.refusedId');
    const body = exampleOf(interaction.request.body) as object;
    const matched: boolean[] = [];

    await withMockServerOf(interaction, async (matches) => {
      for (const id of ['contoso-hr', 'contosohr', 'contoso-it'])
        matched.push(await matches({ body: { ...body, id } }));
    });

    expect(matched).toEqual([true, false, false]);
  });
});
