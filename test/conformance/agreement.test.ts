import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import type { Profile, RuleId, rules, SchemaOptions } from '../../src/index.ts';
import { placesIn } from '../../src/rules/index.ts';
import { beyondJsonSchema, bodyRules, judgesFor } from './judges.ts';
import { put } from './put.ts';

/** The contexts in which a rule holds: its profiles and versions, with the switches that it asks for. */
function contextsOf(rule: (typeof rules)[number]): SchemaOptions[] {
  return rule.profiles.flatMap((profile) => rule.versions.map((version) => ({ profile, version, ...rule.when })));
}

const judges = new Map<string, ReturnType<typeof judgesFor>>();
function cachedJudges(context: SchemaOptions): ReturnType<typeof judgesFor> {
  const key = JSON.stringify(context);
  const found = judges.get(key) ?? judgesFor(context);
  judges.set(key, found);
  return found;
}

const cases = bodyRules.flatMap((rule) =>
  contextsOf(rule).map((context) => ({ rule, context, title: `${rule.id} in ${Object.values(context).join(', ')}` })),
);

describe('every judge agrees with the table', () => {
  test.for(cases)('$title', async ({ rule, context }) => {
    const disagreements: string[] = [];

    for (const place of placesIn(rule, context.version ?? 'beta')) {
      const samples = [
        ...rule.accepts.map((sample) => ({ sample, accepts: true })),
        ...rule.rejects.map((sample) => ({ sample, accepts: false })),
      ];
      for (const { sample, accepts } of samples) {
        const body = put(createBuilders({ version: context.version ?? 'beta' }).createRequest(), place, sample);
        for (const [name, judge] of Object.entries(cachedJudges(context))) {
          if (name === 'JSON Schema' && beyondJsonSchema.includes(rule.id)) continue;
          if (name === 'zod' && rule.id === 'body.depth') continue;
          const verdict = await judge(body);
          const names = 'rule' in verdict && !accepts ? verdict.rule : rule.id;
          if (verdict.accepts !== accepts || names !== rule.id) {
            disagreements.push(`${name} on ${JSON.stringify(sample)} at ${place}: ${JSON.stringify(verdict)}`);
          }
        }
      }
    }

    expect(disagreements).toEqual([]);
  });
});

describe('the builders agree with every judge', () => {
  const forms = [
    ['createRequest', ['documented', 'live']],
    ['minimalCreateRequest', ['documented', 'live']],
    ['largestCreateRequest', ['documented', 'live']],
    ['documentedCreateRequest', ['documented']],
  ] as const satisfies (readonly [string, readonly Profile[]])[];
  const rows = forms.flatMap(([form, profiles]) =>
    profiles.flatMap((profile) => (['beta', 'v1.0'] as const).map((version) => ({ form, profile, version }))),
  );

  test.for(rows)('$form is accepted in $profile, $version', async ({ form, profile, version }) => {
    const body = createBuilders({ seed: 11, version })[form]();

    const refusing: string[] = [];
    for (const [name, judge] of Object.entries(judgesFor({ profile, version }))) {
      if (!(await judge(body)).accepts) refusing.push(name);
    }

    expect(refusing).toEqual([]);
  });

  test.for(['beta', 'v1.0'] as const)(
    'documentedCreateRequest is refused in live, %s, for its missing id',
    async (version) => {
      const body = createBuilders({ version }).documentedCreateRequest();

      const verdict = await judgesFor({ profile: 'live', version }).emulator?.(body);

      expect(verdict).toEqual({ accepts: false, rule: 'id.required' satisfies RuleId });
    },
  );
});
