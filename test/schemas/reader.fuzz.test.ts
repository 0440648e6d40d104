import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { connection, createRequest, graphError, item, schemaRequest } from '../../src/arbitraries/index.ts';
import { defaultContext, everyTypeSchema } from '../../src/rules/index.ts';
import { createRequestFor } from '../../src/schemas/create-request.ts';
import type { Definition } from '../../src/schemas/enforces.ts';
import {
  externalConnectionSchema,
  externalGroupSchema,
  externalGroupUpdateSchema,
  graphErrorSchema,
  groupMemberSchema,
  itemSchemaFor,
  replaceAt,
  valueAt,
  zod,
} from '../../src/schemas/index.ts';
import { activitiesRequestSchema } from '../../src/schemas/item.ts';
import { isPlainJson } from '../../src/schemas/judge-body.ts';
import { readJson } from '../../src/schemas/reader.ts';
import { schemaRequestFor } from '../../src/schemas/schema-request.ts';
import { contexts } from '../arbitraries/contexts.ts';
import { budgetOf, timeoutOf } from '../fuzz/budget.ts';

/** The path of each value in a body. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...inner.flatMap(([name, property]) => pathsIn(property, [...path, name]))];
}

const names = fc.constantFrom('Id', 'toString', 'length', 'labels@odata.type', '@odata.etag', '@odata.type', 'a');

/** Objects whose length is none of a text or of a list. */
const withLengths = fc.constantFrom({ length: 0 }, { length: '200' }, { length: null }, { length: { toString: '' } });

const jsonValues = fc.oneof(
  withLengths,
  fc.jsonValue(),
  fc.constantFrom('', 'Draft', 'search,COMPLIANCE', 'true', 'a'.repeat(129), -0, 1.5, 2 ** 31, -(2 ** 31), 2 ** 60),
  fc.constantFrom([], {}, null, [null], ['', 1], 'connectors', 'Title', new Array(200).fill({})),
);

/** A body of which some values are replaced by others, and which has properties more. */
function spoiltBy(values: fc.Arbitrary<unknown>, body: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change = fc.tuple(fc.nat(), values, fc.option(names));
  return fc.tuple(body, fc.array(change, { minLength: 1, maxLength: 4 })).map(([valid, changes]) =>
    changes.reduce((changed: unknown, [position, value, name]) => {
      const paths = pathsIn(changed);
      const path = paths[position % paths.length] ?? [];
      const isAdded = name !== null && !Array.isArray(valueAt(changed, path));
      return replaceAt(changed, isAdded ? [...path, name] : path, value);
    }, valid),
  );
}

const group = fc.record({ id: fc.constantFrom('g1', 'a b'), displayName: fc.constantFrom('x', null) });
const member = fc.record({ id: fc.uuid(), type: fc.constantFrom('user', 'Group', 'externalGroup') });
const activity = fc.record({
  '@odata.type': fc.constant('#microsoft.graph.externalConnectors.externalActivity'),
  type: fc.constantFrom('viewed', 'Created'),
  startDateTime: fc.constant('2026-01-01T00:00:00Z'),
  performedBy: fc.option(member),
});

const definitions: readonly (readonly [string, Definition<ZodType>, fc.Arbitrary<unknown>])[] = [
  ...contexts.flatMap((context): (readonly [string, Definition<ZodType>, fc.Arbitrary<unknown>])[] => {
    const { profile, version } = context;
    const name = `in ${profile}, ${version}`;
    const whole = { ...defaultContext, ...context };
    const strict = { ...whole, strictDescription: true, rejectReadOnly: true, experiencesAsArray: true };
    return [
      [`a create request ${name}`, (z) => createRequestFor(z, whole), createRequest(context)],
      [`a create request ${name} with switches`, (z) => createRequestFor(z, strict), createRequest(context)],
      [`a schema ${name}`, (z) => schemaRequestFor(z, whole), schemaRequest(context)],
      [
        `an item ${name}`,
        (z) => itemSchemaFor(z, { profile, schema: everyTypeSchema }),
        item({ schema: everyTypeSchema }),
      ],
    ];
  }),
  ['an update of an item', (z) => itemSchemaFor(z, { profile: 'live', isUpdate: true }), item()],
  ['activities', activitiesRequestSchema, fc.record({ activities: fc.array(activity) })],
  ['a group', externalGroupSchema, group],
  ['an update of a group', externalGroupUpdateSchema, group],
  ['a member', groupMemberSchema, member],
  ['a connection of a response', externalConnectionSchema, connection()],
  ['an error of Graph', graphErrorSchema, graphError()],
];

/** The id of the rule that the message of an issue ends with. */
function ruleIdIn(message: string): string | undefined {
  return /\[([^[\]]+)\]$/.exec(message)?.[1];
}

/** What zod makes of a value, as readJson reports it; the text of the value has its properties in their order. */
function readByZod(schema: ZodType, value: unknown) {
  const { error, data } = schema.safeParse(value);
  const problems = (error?.issues ?? []).flatMap(
    (issue): { rule: string | undefined; path: readonly PropertyKey[] }[] => {
      const rule = ruleIdIn(issue.message);
      if (issue.code !== 'unrecognized_keys') return [{ rule, path: issue.path }];
      return issue.keys.map((key) => ({ rule, path: [...issue.path, key] }));
    },
  );
  return { problems, value: error ? undefined : JSON.stringify(data) };
}

test.for(definitions)('the reader finds in %s what zod finds', timeoutOf(300_000), async ([, definition, valid]) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(valid, spoiltBy(jsonValues, valid)), async (body) => {
      const sent: unknown = JSON.parse(JSON.stringify(body));
      const { problems, value } = readJson(definition, sent);

      const found = problems.map(({ rule, path }) => ({ rule, path }));
      expect({ problems: found, value: problems.length > 0 ? undefined : JSON.stringify(value) }).toEqual(
        readByZod(definition(zod), sent),
      );
      // What JSON.stringify writes in another way is not plain: -0.
      expect(!isPlainJson(body) || isDeepStrictEqual(body, sent)).toBe(true);
    }),
    budgetOf(1000),
  );
});

const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });

test.for(definitions)('zod never throws for %s', timeoutOf(300_000), async ([, definition, valid]) => {
  const schema = definition(zod);
  await fc.assert(
    fc.asyncProperty(spoiltBy(fc.oneof(withLengths, anything), valid), async (body) => {
      expect(() => schema.safeParse(body)).not.toThrow();
    }),
    budgetOf(1000),
  );
});
