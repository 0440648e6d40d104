import { isDeepStrictEqual } from 'node:util';
import { showValue } from '../../schemas/index.ts';

type Json = Readonly<Record<string, unknown>>;

/** What makes the body that was sent another one than was asked for, one line each; empty where it says the same. */
export function differencesOf(asked: unknown, sent: unknown, at = ''): string[] {
  if (isObject(asked) && isObject(sent)) {
    const names = new Set([...Object.keys(asked), ...Object.keys(sent)]);
    return [...names].flatMap((name) => differencesOfMember(asked, sent, { name, at: `${at}/${name}` }));
  }
  if (Array.isArray(asked) && Array.isArray(sent) && asked.length === sent.length) {
    return asked.flatMap((element, index) => differencesOf(element, sent[index], `${at}/${index}`));
  }
  if (isDeepStrictEqual(asked, sent) || saysTheSame(at, asked, sent)) return [];
  return [
    `${at || 'The body'} was asked as ${showValue(asked)} and sent as ${showValue(sent)}${typesOf(asked, sent)}.`,
  ];
}

interface Member {
  readonly name: string;
  readonly at: string;
}

function differencesOfMember(asked: Json, sent: Json, { name, at }: Member): string[] {
  if (!(name in sent)) return isEmpty(asked[name]) ? [] : [`${at} is lost: it was asked as ${showValue(asked[name])}.`];
  if (name in asked) return differencesOf(asked[name], sent[name], at);
  // The service judges whether the type is the right one; and what is empty adds nothing.
  if (name === '@odata.type' || isEmpty(sent[name])) return [];
  return [`${at} was added: ${showValue(sent[name])}.`];
}

/** Values that Graph reads alike: the flags of an enum with or without blanks, a type with or without #. */
function saysTheSame(at: string, asked: unknown, sent: unknown): boolean {
  if (typeof asked !== 'string' || typeof sent !== 'string') return false;
  const ignored = at.endsWith('/enabledContentExperiences') ? / /g : at.endsWith('/@odata.type') ? /^#/ : undefined;
  return (
    ignored !== undefined &&
    asked.replaceAll(new RegExp(ignored, 'g'), '') === sent.replaceAll(new RegExp(ignored, 'g'), '')
  );
}

/** Where two values look alike in print. */
function typesOf(asked: unknown, sent: unknown): string {
  return String(asked) === String(sent) && typeof asked !== typeof sent
    ? ` (${typeof asked} became ${typeof sent})`
    : '';
}

/** Whether a value says no more than its absence. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isEmpty);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
