import * as fc from 'fast-check';
import { type ApiVersion, isOpenType, type Member, membersOf, type StructuredType } from '../rules/index.ts';
import type { Demands } from './demands.ts';
import { lengthBetween } from './texts.ts';
import { counts, type Place, simpleValue } from './values.ts';

/** What is being made: a request that the rules allow, or an answer. */
export interface Form {
  /** Whose members there are; those that the rules forbid fall away. */
  readonly version: ApiVersion;
  readonly demands: Demands;
  /** Whether enum members come in any letter case. */
  readonly inAnyCase: boolean;
  /** A place whose parents must exist; by default none. */
  readonly around?: string;
  /** Whether the members of an object agree with each other; by default they do. */
  readonly agrees?: (type: string, value: object) => boolean;
}

const fewElements = 3;

/** What an open type may hold beyond its members. */
const undeclared = fc.jsonValue({ maxDepth: 1 });

/**
 * An object of a type at a place: every member that the metadata knows, absent and null wherever the rules allow it.
 * Shrinks to the members that must be there.
 */
export function objectAt(type: string, at: string, form: Form): fc.Arbitrary<object> {
  const model = Object.fromEntries([
    ...annotationAt(at, form),
    ...membersOf(type, form.version)
      .filter(([name]) => !form.demands.forbids(`${at}/${name}`))
      .map(([name, member]): [string, fc.Arbitrary<unknown>] => [name, memberAt(type, name, member, at, form)]),
    ...(isOpenType(type as StructuredType) ? [['extension', undeclared] as const] : []),
  ]);
  const requiredKeys = Object.keys(model).filter((name) => mustExist(`${at}/${name}`, form));
  const object = fc.record(model, { requiredKeys, noNullPrototype: true });
  return form.agrees ? object.filter((value) => form.agrees?.(type, value) ?? true) : object;
}

function memberAt(type: string, name: string, member: Member, at: string, form: Form): fc.Arbitrary<unknown> {
  const pointer = `${at}/${name}`;
  const value = member.collection
    ? listAt({ name: `${type}.${name}`, pointer: `${pointer}/*`, member }, form)
    : valueAt({ name: `${type}.${name}`, pointer, member }, form);
  const allowsNull = member.nullable && !form.demands.forbidsNull(pointer) && !isAbove(pointer, form);
  return allowsNull ? fc.option(value) : value;
}

function listAt(place: Place, form: Form): fc.Arbitrary<unknown[]> {
  const { minimum, maximum } = counts[place.name] ?? { minimum: 0, maximum: fewElements };
  const isNeeded = place.pointer === form.around || isAbove(place.pointer, form);
  const needed = Math.max(minimum, isNeeded ? 1 : 0);
  const few = fc.array(valueAt(place, form), { minLength: needed, maxLength: Math.min(maximum, fewElements) });
  if (maximum <= fewElements) return few;
  // Copies of the last one are cheap to make, and a long list shrinks in few steps.
  return fc
    .tuple(few, lengthBetween({ minimum, maximum }))
    .map(([some, length]) => [...some, ...copies(some.at(-1), length - some.length)]);
}

function valueAt(place: Place, form: Form): fc.Arbitrary<unknown> {
  return place.member.kind === 'structured'
    ? objectAt(place.member.type, place.pointer, form)
    : simpleValue(place, form.inAnyCase);
}

/** The annotation that names the type, spelt in each way that passes. */
function annotationAt(at: string, { demands }: Form): [string, fc.Arbitrary<unknown>][] {
  const spellings = demands.samplesAt(`${at}/@odata.type`);
  return spellings.length === 0 ? [] : [['@odata.type', fc.constantFrom(...spellings)]];
}

function mustExist(place: string, form: Form): boolean {
  return form.demands.requires(place) || isAbove(place, form);
}

/** Whether the place that must have parents lies below this one. */
function isAbove(place: string, { around = '' }: Form): boolean {
  return around.startsWith(`${place}/`);
}

function copies(element: unknown, count: number): unknown[] {
  return element === undefined ? [] : Array.from({ length: Math.max(count, 0) }, () => structuredClone(element));
}
