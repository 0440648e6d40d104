import * as fc from 'fast-check';
import {
  accessTypes,
  aclTypes,
  everyTypeSchema,
  externalActivityTypes,
  externalItemContentTypes,
  identityTypes,
  limits,
  once,
  type PropertyType,
  typeNamespace,
} from '../rules/index.ts';
import {
  type ConnectionSchema,
  checkItem,
  type ExternalItem,
  fromPointer,
  type ItemOptions,
  itemOptions,
  itemPlacesOf,
  propertyTypeOf,
  readOptions,
  replaceAt,
  type SchemaProperty,
  valueAnnotations,
  withDefaults,
} from '../schemas/index.ts';
import { asJson, breakableRules, type InvalidBody, invalidBodyOf } from './invalid-requests.ts';
import { alphanumeric, anyText, brokenValue } from './values.ts';

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
  const { schema = everyTypeSchema } = readOptions('item', itemOptions, options);
  const model = { ...parts(), properties: propertiesFor(schema) };
  // The type follows from the parts, of which those that an item must have are required.
  return fc.record(model, {
    requiredKeys: ['id', 'acl', 'properties'],
    ...plain,
  }) as fc.Arbitrary<object> as fc.Arbitrary<ExternalItem>;
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
  const breakable = breakableRules('putItem', context, (rule) => itemPlacesOf(rule, schema));
  // Every place exists where every part does.
  const properties = fc.record(Object.fromEntries(schema.properties.flatMap(valueArbitraries)), plain);
  const whole = fc.record({ ...parts(), properties }, plain);
  return fc
    .constantFrom(...breakable)
    .chain(({ rule, places }) => fc.tuple(fc.constant(rule), fc.constantFrom(...places), brokenValue(rule), whole))
    .map(([rule, place, value, valid]) => {
      const body = asJson(replaceAt(valid, fromPointer(place), value));
      return invalidBodyOf(rule, body, checkItem(body, { schema, profile: context.profile })[0]?.path ?? place);
    });
}

const plain = { noNullPrototype: true } as const;

const date = () =>
  fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
    .map((moment) => moment.toISOString());
const itemId = () => alphanumeric(limits.itemId);
const listOf = (element: fc.Arbitrary<unknown>) => fc.array(element, { minLength: 1, maxLength: 3 });
const principal = () => fc.record({ upn: fc.option(anyText()), entraId: fc.option(anyText()) }, plain);

/** A value of each type, of which a list has at least one element. */
const values = once(
  (): Readonly<Record<PropertyType, fc.Arbitrary<unknown>>> => ({
    string: anyText(),
    int64: fc.maxSafeInteger(),
    double: fc.double({ noNaN: true, noDefaultInfinity: true }),
    boolean: fc.boolean(),
    dateTime: date(),
    stringCollection: listOf(anyText()),
    int64Collection: listOf(fc.maxSafeInteger()),
    doubleCollection: listOf(fc.double({ noNaN: true, noDefaultInfinity: true })),
    dateTimeCollection: listOf(date()),
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

const entry = () =>
  fc.constantFrom(...aclTypes).chain((type) => {
    const ids = { user: fc.uuid(), group: fc.uuid(), externalGroup: itemId() };
    const value = type in ids ? ids[type as keyof typeof ids] : anyText().filter(Boolean);
    return fc.record({ type: fc.constant(type), value, accessType: fc.constantFrom(...accessTypes) }, plain);
  });

const activity = () =>
  fc.record(
    {
      '@odata.type': fc.constant(`#${typeNamespace}.externalActivity`),
      type: fc.constantFrom(...externalActivityTypes),
      startDateTime: date(),
      performedBy: fc.record({ type: fc.constantFrom(...identityTypes), id: fc.uuid() }, plain),
    },
    plain,
  );

const parts = once(() => ({
  id: itemId(),
  acl: fc.array(entry(), { minLength: 1, maxLength: 3 }),
  content: fc.record({ value: anyText(), type: fc.constantFrom(...externalItemContentTypes) }, plain),
  informationProtectionLabel: fc.record({ sensitivityLabelId: fc.uuid() }, plain),
  activities: fc.array(activity(), { minLength: 1, maxLength: 2 }),
}));
