import { type ApiVersion, apiVersions, limits, membersOf, operations, type Profile } from '../rules/index.ts';
import type { Json } from './json-schema.ts';
import { sentenceOf } from './rule-notes.ts';
import { capitalized } from './schemas.ts';

/** The names of the ids in a path of the table. */
export function idsIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** Every parameter by its name among the components. */
export function parametersFor(profile: Profile): Readonly<Record<string, Json>> {
  return {
    ...Object.fromEntries(
      operations.flatMap(({ path }) => idsIn(path)).map((name) => [capitalized(name), pathParameter(name, profile)]),
    ),
    ClientRequestId: {
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
    ...Object.fromEntries(apiVersions.map((version) => [selectName(version), select(version)])),
    Filter: option('filter', { type: 'string', pattern: "^(?:name|id) eq '(?:[^']|'')*'$" }),
    Top: option('top', { type: 'integer', ...limits.pageSize }),
    Count: option('count', { type: 'boolean' }),
    Skiptoken: option('skiptoken', { type: 'string', pattern: '^after-\\d{1,15}$' }),
  };
}

/** The names of the parameters that describe these query options in a version. */
export function parameterNames(options: readonly string[], version: ApiVersion): string[] {
  return options
    .filter((name) => ['select', 'filter', 'top', 'count', 'skiptoken'].includes(name))
    .map((name) => (name === 'select' ? selectName(version) : capitalized(name)));
}

function selectName(version: ApiVersion): string {
  return version === 'beta' ? 'SelectBeta' : 'Select';
}

/** Any text is valid but as the id of a connection: an unknown id gets 404. */
function pathParameter(name: string, profile: Profile): Json {
  const pattern = name === 'connectionId' && { pattern: idPatterns[profile] };
  return { name, in: 'path', required: true, schema: { type: 'string', minLength: 1, ...pattern } };
}

const { minimum, maximum } = limits.connectionId;
const idPattern = `[A-Za-z0-9]{${minimum},${maximum}}`;

/** In profile documented, a connection that was created without an id has a GUID. */
const idPatterns: Readonly<Record<Profile, string>> = {
  live: `^${idPattern}$`,
  documented: `^(?:${idPattern}|[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})$`,
};

/** `*` stands for all; that it must stand alone is not in the schema. */
function select(version: ApiVersion): Json {
  const names = [...membersOf('externalConnection', version).keys()];
  const items = { type: 'string', pattern: `^ *(?:${names.join('|')}|\\*) *$` };
  return { ...option('select', { type: 'array', minItems: 1, items }), style: 'form', explode: false };
}

function option(name: 'select' | 'filter' | 'top' | 'count' | 'skiptoken', schema: Json): Json {
  return { name: `$${name}`, in: 'query', description: sentenceOf(`query.${name}`), schema };
}
