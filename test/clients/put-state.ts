import { gunzipSync } from 'node:zlib';
import type { Emulator } from '../../src/emulator/index.ts';
import type { ConnectionSchema, ExternalItem } from '../../src/index.ts';
import { asRecord, parseJson } from '../../src/rules/index.ts';
import type { Recording, State } from './recordings.ts';

/** Puts what must exist before the request, or before the parts of the batch. */
export function putState(graph: Emulator, { path, body, state }: Recording): void {
  const json = asRecord(parseJson(textOf(body)));
  const parts = Array.isArray(json?.requests) ? json.requests.map((part) => asRecord(part)) : [];
  const targets =
    parts.length > 0 ? parts.map((part) => ({ path: String(part?.url), body: part?.body })) : [{ path, body: json }];
  const properties = targets.flatMap((target) => Object.entries(asRecord(asRecord(target.body)?.properties) ?? {}));
  for (const target of targets) putFor(graph, target, { state, schema: schemaFor(properties) });
}

interface Target {
  readonly path: string;
  readonly body: unknown;
}

function putFor(
  graph: Emulator,
  { path, body }: Target,
  { state, schema }: { state: readonly State[]; schema: ConnectionSchema },
) {
  const [id = asRecord(body)?.id, kind, inner = '', , member = ''] =
    path.split(/connections\/?/)[1]?.split(/[/?]/) ?? [];
  if (!state.includes('connection') || typeof id !== 'string' || id === '') return;
  const needs = (one: State) => state.includes(one);
  const groupId = kind === 'groups' && inner !== '' ? inner : 'unused';
  graph.put(
    { id, name: 'Contoso HR' },
    {
      ...(needs('schema') && { schema }),
      ...(needs('operation') && { operationId: inner }),
      ...(needs('item') && { items: [{ ...item, id: decodeURIComponent(inner) }] }),
      ...(needs('group') && {
        groups: [
          {
            id: groupId,
            members: needs('member') ? [{ id: member, type: 'user' }] : [],
          },
        ],
      }),
    },
  );
}

const item: Omit<ExternalItem, 'id'> = {
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: {},
};

/** A schema that has the properties of an item. */
function schemaFor(properties: readonly (readonly [string, unknown])[]): ConnectionSchema {
  const names = new Map(
    properties.filter(([name]) => !name.includes('@')).map(([name, value]): [string, string] => [name, typeOf(value)]),
  );
  const listed = [...(names.size > 0 ? names : new Map([['title', 'string']]))];
  // Every type is one that a schema has.
  return {
    baseType: 'microsoft.graph.externalItem',
    properties: listed.map(([name, type]) => ({ name, type })),
  } as ConnectionSchema;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return `${typeOf(value[0] ?? '')}Collection`;
  if (typeof value === 'object' && value !== null) return 'principal';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'double';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'dateTime' : 'string';
}

function textOf(body: Recording['body']): string {
  if (!body) return '';
  return (body[0] === 0x1f ? gunzipSync(body) : body).toString();
}
