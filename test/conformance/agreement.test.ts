import { describe, expect, test } from 'vitest';
import { type Builders, createBuilders, everyTypeSchema } from '../../src/builders/index.ts';
import type { Profile, RuleId, rules, SchemaOptions } from '../../src/index.ts';
import { beyondJsonSchema } from '../../src/openapi/rule-notes.ts';
import { placesIn } from '../../src/rules/index.ts';
import { bodyRulesOf, type CheckedOperation, checkedOperations, checkersFor } from './checkers.ts';
import { put } from './put.ts';
import { validBodies } from './valid-bodies.ts';

/** The contexts in which a rule holds: its profiles and versions, with the switches that it asks for. */
function contextsOf(rule: (typeof rules)[number], operation: CheckedOperation): SchemaOptions[] {
  return rule.profiles.flatMap((profile) =>
    versionsOf(rule, operation, profile).map((version) => ({ profile, version, ...rule.when })),
  );
}

/** Both versions have the same rules on items and groups: one for each profile is enough. */
function versionsOf({ versions }: (typeof rules)[number], operation: CheckedOperation, profile: Profile) {
  if (operation === 'createConnection' || operation === 'updateSchema') return versions;
  return versions.filter((version) => version === (profile === 'live' ? 'v1.0' : 'beta'));
}

const checkers = new Map<string, ReturnType<typeof checkersFor>>();
function cachedCheckers(operation: CheckedOperation, context: SchemaOptions): ReturnType<typeof checkersFor> {
  const key = operation + JSON.stringify(context);
  const found = checkers.get(key) ?? checkersFor(operation, context);
  checkers.set(key, found);
  return found;
}

const cases = checkedOperations.flatMap((operation) =>
  bodyRulesOf(operation).flatMap((rule) =>
    contextsOf(rule, operation).map((context) => ({
      operation,
      rule,
      context,
      where: Object.values(context).join(', '),
    })),
  ),
);

describe('every checker agrees with the table', () => {
  test.for(cases)('$operation: $rule.id in $where', async ({ operation, rule, context }) => {
    const disagreements: string[] = [];

    for (const place of placesIn(rule, context.version ?? 'beta')) {
      const samples = [
        ...rule.accepts.map((sample) => ({ sample, accepts: true })),
        ...rule.rejects.map((sample) => ({ sample, accepts: false })),
      ];
      for (const { sample, accepts } of samples) {
        const body = put(validBodies[operation][context.version ?? 'beta'], place, sample);
        for (const [name, checker] of Object.entries(cachedCheckers(operation, context))) {
          if (name === 'JSON Schema' && beyondJsonSchema.includes(rule.id)) continue;
          if (name === 'zod' && rule.id.endsWith('.depth')) continue;
          const decision = await checker(body);
          const names = 'rule' in decision && !accepts ? decision.rule : rule.id;
          if (decision.accepts !== accepts || names !== rule.id) {
            disagreements.push(`${name} on ${JSON.stringify(sample)} at ${place}: ${JSON.stringify(decision)}`);
          }
        }
      }
    }

    expect(disagreements).toEqual([]);
  });
});

describe('the builders agree with every checker', () => {
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
    for (const [name, checker] of Object.entries(cachedCheckers('createConnection', { profile, version }))) {
      if (!(await checker(body)).accepts) refusing.push(name);
    }

    expect(refusing).toEqual([]);
  });

  test.for(
    (['schema', 'largestSchema'] as const).flatMap((form) =>
      (['beta', 'v1.0'] as const).map((version) => ({ form, version })),
    ),
  )('$form is accepted on $version', async ({ form, version }) => {
    const body = createBuilders({ seed: 11, version })[form]();

    const refusing: string[] = [];
    for (const [name, checker] of Object.entries(cachedCheckers('updateSchema', { version }))) {
      if (!(await checker(body)).accepts) refusing.push(name);
    }

    expect(refusing).toEqual([]);
  });

  test.for([
    ['item', 'putItem', (build: Builders) => build.item(everyTypeSchema)],
    ['activity', 'addActivities', (build: Builders) => ({ activities: [build.activity()] })],
    ['group', 'createGroup', (build: Builders) => build.group()],
    ['member', 'addMember', (build: Builders) => build.member()],
  ] as const)('%s is accepted', async ([, operation, bodyFrom]) => {
    const body = bodyFrom(createBuilders({ seed: 11 }));

    const refusing: string[] = [];
    for (const [name, checker] of Object.entries(cachedCheckers(operation, { profile: 'live', version: 'v1.0' }))) {
      if (!(await checker(body)).accepts) refusing.push(name);
    }

    expect(refusing).toEqual([]);
  });

  test.for(['beta', 'v1.0'] as const)(
    'documentedCreateRequest is refused in live, %s, for its missing id',
    async (version) => {
      const body = createBuilders({ version }).documentedCreateRequest();

      const decision = await cachedCheckers('createConnection', { profile: 'live', version }).emulator?.(body);

      expect(decision).toEqual({ accepts: false, rule: 'id.required' satisfies RuleId });
    },
  );
});
