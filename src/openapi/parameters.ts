import { apiVersions, membersOf, operations } from '../rules/index.ts';
import type { Json } from './json-schema.ts';
import { sentenceOf } from './rule-notes.ts';

/** The names of the ids in the paths of the table. */
const pathIds = new Set(
  operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)),
);

/** Every parameter, by the name that endpoints refer to. */
export const parameters: Readonly<Record<string, Json>> = {
  ...Object.fromEntries([...pathIds].map((name) => [name, pathParameter(name)])),
  'client-request-id': {
    name: 'client-request-id',
    in: 'header',
    description: 'An id that the client chooses for the exchange; the response repeats it.',
    schema: { type: 'string' },
  },
  Prefer: {
    name: 'Prefer',
    in: 'header',
    description: 'include-unknown-enum-members: show those behind unknownFutureValue.',
    schema: { type: 'string' },
  },
  ...Object.fromEntries(apiVersions.map((version) => [`select.${version}`, select(namesIn(version))])),
  filter: option('filter', { type: 'string', pattern: "^name eq '(?:[^']|'')*'$" }),
  top: option('top', { type: 'integer', minimum: 1, maximum: 999, default: 100 }),
  count: option('count', { type: 'boolean' }),
  skiptoken: option('skiptoken', { type: 'string', pattern: '^after-\\d{1,15}$' }),
};

/** Any text is valid: an unknown id gets 404. */
function pathParameter(name: string): Json {
  return { name, in: 'path', required: true, schema: { type: 'string', minLength: 1 } };
}

function namesIn(version: (typeof apiVersions)[number]): string {
  return membersOf('externalConnection', version)
    .map(([name]) => name)
    .join('|');
}

/** `*` stands for all; that it must stand alone is not in the schema. */
function select(names: string): Json {
  const items = { type: 'string', pattern: `^ *(?:${names}|\\*) *$` };
  return { ...option('select', { type: 'array', items }), style: 'form', explode: false };
}

function option(name: 'select' | 'filter' | 'top' | 'count' | 'skiptoken', schema: Json): Json {
  return { name: `$${name}`, in: 'query', description: sentenceOf(`query.${name}`), schema };
}
