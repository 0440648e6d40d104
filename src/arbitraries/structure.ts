import * as fc from 'fast-check';
import {
  type ApiVersion,
  asRecord,
  everyRule,
  holds,
  isOpenType,
  membersOf,
  type OperationName,
  once,
  type RuleContext,
} from '../rules/index.ts';
import { counts, lengthBetween, type Place, simpleValue } from './values.ts';

/** What is being made: a request that the rules allow, or a response. */
export interface Form {
  /** The version whose properties there are, except those that the rules forbid. */
  readonly version: ApiVersion;
  readonly demands: Demands;
  /** Whether enum members are written in any case. */
  readonly inAnyCase: boolean;
  /** A place whose parents must exist. Default: none. */
  readonly around?: string;
  /** Whether the properties of an object are valid together. Default: always. */
  readonly agrees?: (type: string, value: object) => boolean;
  /** The properties of an item, which no table knows. */
  readonly itemProperties?: fc.Arbitrary<object>;
}

const fewElements = 3;

/** The value of an undeclared property of an open type. */
const undeclared = once(() => fc.jsonValue({ maxDepth: 1 }));

/**
 * An object of a type at a place: every property that the metadata knows, absent and null where the rules allow it.
 * Shrinks to the required properties.
 */
export function objectAt<Part = object>(type: string, at: string, form: Form): fc.Arbitrary<Part> {
  const model = Object.fromEntries([
    ...annotationAt(at, form),
    ...[...membersOf(type, form.version)]
      .filter(([name]) => !form.demands.forbids(`${at}/${name}`))
      .map(([name, member]): [string, fc.Arbitrary<unknown>] => {
        return [name, memberAt({ name: `${type}.${name}`, pointer: `${at}/${name}`, member }, form)];
      }),
    ...(isOpenType(type) ? [['extension', undeclared()] as const] : []),
  ]);
  const requiredKeys = Object.keys(model).filter(
    (name) => form.demands.requires(`${at}/${name}`) || isAbove(`${at}/${name}`, form),
  );
  const object = fc.record(model, { requiredKeys, noNullPrototype: true });
  const valid = form.agrees ? object.filter((value) => form.agrees?.(type, value) ?? true) : object;
  // The type follows from the tables of properties and rules, which the tests check.
  return valid as fc.Arbitrary<unknown> as fc.Arbitrary<Part>;
}

function memberAt(place: Place, form: Form): fc.Arbitrary<unknown> {
  const { pointer, member } = place;
  const value = member.collection ? listAt({ ...place, pointer: `${pointer}/*` }, form) : valueOfPlace(place, form);
  const allowsNull = member.nullable && !form.demands.forbidsNull(pointer) && !isAbove(pointer, form);
  return allowsNull ? fc.option(value) : value;
}

function listAt(place: Place, form: Form): fc.Arbitrary<unknown[]> {
  const { minimum, maximum } = counts[place.name] ?? { minimum: 0, maximum: fewElements };
  const isNeeded = place.pointer === form.around || isAbove(place.pointer, form);
  const needed = Math.max(minimum, isNeeded ? 1 : 0);
  const bounds = { minLength: needed, maxLength: Math.min(maximum, fewElements) };
  const few = hasUniqueNames(place)
    ? fc.uniqueArray(valueOfPlace(place, form), { ...bounds, selector: (value) => asRecord(value)?.name })
    : fc.array(valueOfPlace(place, form), bounds);
  if (maximum <= fewElements) return few;
  // Copies of the last element are cheap to make, and a long list shrinks in few steps.
  return fc.tuple(few, lengthBetween({ minimum, maximum })).map(([some, length]) => {
    const count = some.length === 0 ? 0 : Math.max(length - some.length, 0);
    const more = Array.from({ length: count }, () => structuredClone(some.at(-1)));
    return [...some, ...(hasUniqueNames(place) ? more.map(renamed) : more)];
  });
}

/** Whether the elements must have different names: the properties of a schema. */
function hasUniqueNames({ member }: Place): boolean {
  return member.type === 'property';
}

function renamed(copy: unknown, index: number): unknown {
  return { ...asRecord(copy), name: `copy${String(index).padStart(20, '0')}` };
}

function valueOfPlace(place: Place, form: Form): fc.Arbitrary<unknown> {
  const { type, kind } = place.member;
  if (type === 'properties' && form.itemProperties) return form.itemProperties;
  return kind === 'structured' ? objectAt(type, place.pointer, form) : simpleValue(place, form.inAnyCase);
}

/** The annotation that names the type, in each spelling that is valid. */
function annotationAt(at: string, { demands }: Form): [string, fc.Arbitrary<unknown>][] {
  const spellings = demands.samplesAt(`${at}/@odata.type`);
  return spellings.length === 0 ? [] : [['@odata.type', fc.constantFrom(...spellings)]];
}

/** Whether the place whose parents must exist is below this one. */
function isAbove(place: string, { around = '' }: Form): boolean {
  return around.startsWith(`${place}/`);
}

/** What the rules demand at the places of a body: JSON pointers with `*` for any element. */
type Demands = ReturnType<typeof demandsOf>;

/**
 * What the rules that hold demand, read from their samples: a rejected `undefined` makes its place required, as does a
 * rejected object without that property; the same for null.
 */
export function demandsOf(operation: OperationName, context: RuleContext) {
  // Where v1.0 takes the properties of beta, the rules about them hold there too.
  const contexts = context.betaSettingsOnV1 ? [context, { ...context, version: 'beta' as const }] : [context];
  const holding = everyRule().filter(
    (rule) =>
      rule.checkedBy === 'body' && rule.operations.includes(operation) && contexts.some((each) => holds(rule, each)),
  );
  const rejecting = (missing: null | undefined) =>
    new Set(holding.flatMap((rule) => rule.paths.flatMap((at) => placesWithout(missing, at, rule.rejects))));

  const forbidding = holding.filter(({ accepts }) => accepts.every((sample) => sample === undefined));
  const forbidden = new Set(forbidding.flatMap(({ paths }) => paths));
  const required = rejecting(undefined);
  const notNull = rejecting(null);
  return {
    /** Whether the property must be absent. */
    forbids: (place: string) => forbidden.has(place),
    /** Whether the property must be present where its parent is. */
    requires: (place: string) => required.has(place),
    /** Whether null is refused, even where the metadata allows it. */
    forbidsNull: (place: string) => notNull.has(place),
    /** Valid values, from the samples of the rules. */
    samplesAt: (place: string): readonly unknown[] =>
      holding
        .filter(({ paths }) => paths.includes(place))
        .flatMap(({ accepts }) => accepts.filter((sample) => sample !== undefined)),
  };
}

/** The places at which these samples are absent, or null: their own place, or a property of it. */
function placesWithout(missing: null | undefined, at: string, samples: readonly unknown[]): string[] {
  return samples.flatMap((sample) => {
    if (sample === missing) return [at];
    const without = Object.entries(asRecord(sample) ?? {}).filter(([, value]) => value === missing);
    return without.map(([name]) => `${at}/${name}`);
  });
}
