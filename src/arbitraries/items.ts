import * as fc from 'fast-check';
import { everyTypeSchema, once, type PropertyType, withDefaults } from '../rules/index.ts';
import {
  badOption,
  type ConnectionSchema,
  checkItem,
  type ExternalItem,
  type ItemOptions,
  itemOptions,
  itemPlacesOf,
  propertyTypeOf,
  readOptions,
  type SchemaProperty,
  valueAnnotations,
} from '../schemas/index.ts';
import { type InvalidBody, invalidBody } from './invalid-requests.ts';
import { requestForm } from './requests.ts';
import { objectAt } from './structure.ts';
import { anyText, dateTime } from './values.ts';

/**
 * Every item that a connection with the schema takes: each property absent, null or with a value of its type, entries of
 * every type in the acl, with and without content, label and activities. Shrinks to one entry and one property.
 *
 * @param options the schema of the connection (default: `everyTypeSchema`, a property of each type), profile (default
 * `live`) and version (default `v1.0`).
 * @throws TypeError naming the option, its value and what to use.
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { checkItem } from 'external-connection-testkit';
 * import { item } from 'external-connection-testkit/arbitraries';
 * import { createBuilders } from 'external-connection-testkit/builders';
 *
 * const schema = createBuilders().schema();
 * fc.assert(fc.property(item({ schema }), (one) => checkItem(one, { schema }).length === 0));
 * ```
 */
export function item(options: ItemOptions = {}): fc.Arbitrary<ExternalItem> {
  const { schema = everyTypeSchema, ...switches } = readOptions('item', itemOptions, options);
  if (schema.properties.length === 0) throw badOption('schema', schema, 'a schema with at least one property');
  const { demands, ...form } = requestForm('putItem', withDefaults(switches));
  const requires = (place: string) => place === '/id' || demands.requires(place);
  const itemProperties = propertiesFor(schema);
  return objectAt('externalItem', '', { ...form, demands: { ...demands, requires }, itemProperties });
}

/**
 * An item that is valid except for one value; otherwise as `invalidCreateRequest`.
 *
 * @param options as those of `item`.
 * @throws TypeError naming the option, its value and what to use.
 */
export function invalidItem(options: ItemOptions = {}): fc.Arbitrary<InvalidBody> {
  const { schema = everyTypeSchema, ...switches } = readOptions('invalidItem', itemOptions, options);
  const context = withDefaults(switches);
  return invalidBody(
    {
      operation: 'putItem',
      check: (body) => checkItem(body, { schema, profile: context.profile }),
      placesOf: (rule) => itemPlacesOf(rule, schema),
      // Every place exists where every property does.
      itemProperties: fc.record(Object.fromEntries(schema.properties.flatMap(valueArbitraries)), plain),
    },
    context,
  );
}

const plain = { noNullPrototype: true } as const;

const listOf = (element: fc.Arbitrary<unknown>) => fc.array(element, { minLength: 1, maxLength: 3 });
const principal = () => fc.record({ upn: fc.option(anyText()), entraId: fc.option(anyText()) }, plain);

/** A value of each type, of which a list has at least one element. */
const values = once(
  (): Readonly<Record<PropertyType, fc.Arbitrary<unknown>>> => ({
    string: anyText(),
    int64: fc.maxSafeInteger(),
    double: fc.double({ noNaN: true, noDefaultInfinity: true }),
    boolean: fc.boolean(),
    dateTime: dateTime(),
    stringCollection: listOf(anyText()),
    int64Collection: listOf(fc.maxSafeInteger()),
    doubleCollection: listOf(fc.double({ noNaN: true, noDefaultInfinity: true })),
    dateTimeCollection: listOf(dateTime()),
    principal: principal(),
    principalCollection: listOf(principal()),
    unknownFutureValue: fc.constant(null),
  }),
);

/** A property, and before it the annotation of its type. */
function valueArbitraries({ name, type }: SchemaProperty): (readonly [string, fc.Arbitrary<unknown>])[] {
  const known = propertyTypeOf(type);
  const annotation = valueAnnotations[known];
  const own = [name, values()[known]] as const;
  return annotation === undefined ? [own] : [[`${name}@odata.type`, fc.constant(annotation)], own];
}

/** At least one property of the schema, each with its value or null, with and without its annotation. */
function propertiesFor({ properties }: ConnectionSchema): fc.Arbitrary<object> {
  const entries = properties
    .flatMap(valueArbitraries)
    .map(([name, value]) => [name, name.includes('@') ? value : fc.option(value)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [properties[0]?.name ?? ''], ...plain });
}
