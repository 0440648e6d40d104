import { isDeepStrictEqual } from 'node:util';
import { asRecord } from '../../rules/index.ts';
import { showValue } from '../../schemas/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** How the body that was sent differs from the connection that was given, one line each. */
export function differencesOf(wanted: unknown, sent: unknown, at = ''): string[] {
  const [before, after] = [asRecord(wanted), asRecord(sent)];
  if (before && after) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => differencesOfProperty(before, after, { name, at: `${at}/${name}` }));
  }
  if (Array.isArray(wanted) && Array.isArray(sent) && wanted.length === sent.length) {
    return wanted.flatMap((element, index) => differencesOf(element, sent[index], `${at}/${index}`));
  }
  if (isDeepStrictEqual(wanted, sent) || isEquivalent(at, wanted, sent)) return [];
  return [
    `${at || 'The body'} was given as ${showValue(wanted)} and sent as ${showValue(sent)}${describeTypes(wanted, sent)}.`,
  ];
}

interface Property {
  readonly name: string;
  readonly at: string;
}

function differencesOfProperty(wanted: Json, sent: Json, { name, at }: Property): string[] {
  if (!(name in sent))
    return isEmpty(wanted[name]) ? [] : [`${at} is lost: it was given as ${showValue(wanted[name])}.`];
  if (name in wanted) return differencesOf(wanted[name], sent[name], at);
  // The service checks whether the type is the right one; and an empty value adds nothing.
  if (name === '@odata.type' || isEmpty(sent[name])) return [];
  return [`${at} was added: ${showValue(sent[name])}.`];
}

/** Values that Graph reads alike: the flags of an enum with or without spaces, a type with or without #. */
function isEquivalent(at: string, wanted: unknown, sent: unknown): boolean {
  if (typeof wanted !== 'string' || typeof sent !== 'string') return false;
  const ignored = at.endsWith('/enabledContentExperiences') ? / /g : at.endsWith('/@odata.type') ? /^#/ : undefined;
  return (
    ignored !== undefined &&
    wanted.replaceAll(new RegExp(ignored, 'g'), '') === sent.replaceAll(new RegExp(ignored, 'g'), '')
  );
}

/** The types, where two values look alike in print. */
function describeTypes(wanted: unknown, sent: unknown): string {
  return String(wanted) === String(sent) && typeof wanted !== typeof sent
    ? ` (${typeof wanted} became ${typeof sent})`
    : '';
}

/** Whether the value is equivalent to omitting the property. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  const record = asRecord(value);
  return record !== undefined && Object.values(record).every(isEmpty);
}
