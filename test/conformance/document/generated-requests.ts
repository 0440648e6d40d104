import * as fc from 'fast-check';
import { createRequest, item, schemaRequest } from '../../../src/arbitraries/index.ts';
import { type ApiVersion, asRecord, type Profile } from '../../../src/rules/index.ts';
import { mutated } from '../run/mutated.ts';
import { schemaValue } from './schema-value.ts';

/** One request that is made of what the document says of an operation. */
export interface GeneratedRequest {
  readonly method: string;
  /** Path and query, with the version. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text?: string | undefined;
}

/** An operation of a document, with the parameters of its path. */
export interface DocumentOperation {
  readonly method: string;
  readonly path: string;
  readonly version: ApiVersion;
  readonly profile: Profile;
  readonly operation: Readonly<Record<string, unknown>>;
  readonly parameters: readonly Parameter[];
  /** The schemas of the document. */
  readonly components: Readonly<Record<string, unknown>>;
}

/** A parameter of the document. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The ids of what the tenant has, by the names of the parameters. */
export const knownIds: Readonly<Record<string, string>> = {
  connectionId: 'contosohr',
  operationId: '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f',
  itemId: 'TSP228082938',
  groupId: 'engineers',
  memberId: 'e811976d-83df-4cbd-8b9b-5215b18aa874',
};

/** Requests for an operation: as the document says, changed at random, and with headers and text that break its rules. */
export function requestsFor(operation: DocumentOperation): fc.Arbitrary<GeneratedRequest> {
  return fc
    .record({
      path: pathOf(operation),
      query: queryOf(operation),
      headers: headersOf(operation),
      text: textOf(operation),
    })
    .map(({ path, query, headers, text }) => ({
      method: operation.method,
      url: query === '' ? path : `${path}?${query}`,
      headers,
      text,
    }));
}

/** Mostly the ids that exist, or else what the schema allows, or anything. */
function pathOf({ path, parameters, components }: DocumentOperation): fc.Arbitrary<string> {
  const ids = parameters.filter((parameter) => parameter.in === 'path');
  const values = ids.map(({ name, schema }) =>
    fc.oneof(
      { weight: 8, arbitrary: fc.constant(knownIds[name] ?? '') },
      { weight: 1, arbitrary: schemaValue(schema, components).map(String) },
      { weight: 1, arbitrary: fc.constantFrom('$x', 'a b', '%', 'ü', 'constructor', 'x'.repeat(200), "('contosohr')") },
    ),
  );
  return fc
    .tuple(...values)
    .map((texts) =>
      ids.reduce((url, { name }, index) => url.replace(`{${name}}`, encodeURIComponent(texts[index] || 'x')), path),
    );
}

function queryOf({ parameters, components }: DocumentOperation): fc.Arbitrary<string> {
  const options = parameters.filter((parameter) => parameter.in === 'query');
  const known = options.map(({ name, schema }) => {
    const valid = schemaValue(schema, components);
    return fc.oneof(valid, mutated(valid)).map((value) => new URLSearchParams([[name, String(value)]]).toString());
  });
  const unknown = fc.constantFrom('$expand=items', '$top=0', 'page=2', '$select=', '$filter=state eq 1', '$count=yes');
  const option = known.length === 0 ? unknown : fc.oneof({ weight: 4, arbitrary: fc.oneof(...known) }, unknown);
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    fc.array(option, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('&')),
  );
}

function headersOf({ method, parameters }: DocumentOperation): fc.Arbitrary<Readonly<Record<string, string>>> {
  const often = (value: string, ...others: readonly (string | undefined)[]) =>
    fc.oneof({ weight: 12, arbitrary: fc.constant<string | undefined>(value) }, fc.constantFrom(...others));
  const hasPrefer = parameters.some(({ name }) => name === 'Prefer');
  return fc
    .record({
      Authorization: often(
        'Bearer fake-access-token',
        undefined,
        'Bearer',
        'Basic Y29udG9zbw==',
        `Bearer ${forOthers}`,
      ),
      'Content-Type': method === 'GET' ? fc.constant(undefined) : often('application/json', undefined, 'text/plain'),
      'Content-Encoding': method === 'GET' ? fc.constant(undefined) : often('identity', 'gzip', 'br', 'gzip, gzip'),
      Accept: often('application/json', undefined, 'application/json;odata.metadata=none', 'text/html'),
      Prefer: fc.constantFrom(hasPrefer ? 'include-unknown-enum-members' : undefined, undefined),
      'client-request-id': fc.constantFrom(knownIds.operationId, undefined),
    })
    .map((headers) => JSON.parse(JSON.stringify(headers)));
}

/** A token that is for another service, has expired, and has no permission. */
const forOthers = ['{"alg":"none"}', '{"aud":"https://vault.azure.net","exp":1,"roles":[]}', 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

/** The text of the body: undefined where the operation takes none. */
function textOf(operation: DocumentOperation): fc.Arbitrary<string | undefined> {
  const content = asRecord(asRecord(operation.operation.requestBody)?.content);
  const { schema, examples } = asRecord(content?.['application/json']) ?? {};
  if (!schema) return fc.constant(undefined);
  const valid = fc.oneof(
    schemaValue(asRecord(schema) ?? {}, operation.components),
    ...examplesIn(examples),
    ...ofTheKit(operation),
  );
  return fc.oneof(
    { weight: 6, arbitrary: valid.map((body) => JSON.stringify(body)) },
    { weight: 6, arbitrary: mutated(valid).map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', 'null', '"text"', `${'['.repeat(200)}${']'.repeat(200)}`) },
  );
}

function examplesIn(examples: unknown): fc.Arbitrary<unknown>[] {
  const values = Object.values(asRecord(examples) ?? {}).map((example) => asRecord(example)?.value);
  return values.length === 0 ? [] : [fc.constantFrom(...values)];
}

/** The arbitraries of the kit for the body of the operation. */
function ofTheKit({ operation, profile, version }: DocumentOperation): fc.Arbitrary<unknown>[] {
  const name = String(operation.operationId);
  if (name.includes('Connection')) return [createRequest({ profile, version })];
  if (name.includes('Schema')) return [schemaRequest({ version })];
  return name.includes('Item') ? [item()] : [];
}
