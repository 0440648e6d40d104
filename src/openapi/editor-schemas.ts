import { defaultContext, membersOf, type OperationName, operationOf, placesIn } from '../rules/index.ts';
import { externalItemSchema, schemasFor, zod } from '../schemas/index.ts';
import { isJsonObject, type Json, requestSchema } from './json-schema.ts';
import { isAboutType, rulesIn, sentenceOf } from './rule-notes.ts';
import { inWords } from './schemas.ts';

const editorSchemas = [
  ['create-request', 'Create request of an external connection', 'createConnection', schemasFor().createRequest],
  ['schema', 'Schema of an external connection', 'updateSchema', schemasFor().schemaRequest],
  ['item', 'External item', 'putItem', externalItemSchema(zod)],
] as const;

/**
 * JSON Schema documents for editors, by name: what a client may send to v1.0 in profile live, each property with a title
 * and with its rules as description. Draft 7, which every editor reads.
 */
export function editorSchemaDocuments(): ReadonlyMap<string, Json> {
  return new Map(
    editorSchemas.map(([name, title, operation, schema]) => {
      const { requestBody = '', source } = operationOf(operation);
      const body = withNotes(requestSchema(schema), { operation, type: requestBody, place: '' });
      return [
        name,
        { $schema: 'http://json-schema.org/draft-07/schema#', title, ...body, description: `${title}. ${source}` },
      ];
    }),
  );
}

interface RootPlace {
  readonly operation: OperationName;
  /** The type in the metadata of what stands there. */
  readonly type: string;
  /** The path to it, with `*` for the elements of an array. */
  readonly place: string;
}

/** A schema whose properties have title and description, at any depth. */
function withNotes(schema: Json, { operation, type, place }: RootPlace): Json {
  const { properties, items, anyOf } = schema;
  const inner = { operation, type };
  return {
    ...schema,
    ...(Array.isArray(anyOf) && { anyOf: anyOf.map((choice: Json) => withNotes(choice, { ...inner, place })) }),
    ...(isJsonObject(items) && { items: withNotes(items, { ...inner, place: `${place}/*` }) }),
    ...(isJsonObject(properties) && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, value]) => {
          const member = membersOf(type).get(name);
          const at = { operation, type: member?.type ?? '', place: `${place}/${name}` };
          return [name, isJsonObject(value) ? { ...notes(name, at), ...withNotes(value, at) } : value];
        }),
      ),
    }),
  };
}

function notes(name: string, { operation, type, place }: RootPlace): Json {
  const { profile, version } = defaultContext;
  const lines = rulesIn(profile, version)
    .filter((rule) => rule.checkedBy === 'body' && rule.operations.includes(operation))
    .filter((rule) => placesIn(rule, version).includes(place) && !isAboutType(rule.id))
    .map(({ id }) => sentenceOf(id));
  const isTyped = lines.length > 0 || type === '';
  const title = name.startsWith('@') ? name : inWords(name);
  return { title, description: isTyped ? lines.join('\n') || title : `Type: ${type}.` };
}
