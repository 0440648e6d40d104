import { STATUS_CODES } from 'node:http';
import { faults } from '../emulator/index.ts';
import {
  type ErrorName,
  type ErrorResponse,
  errorEnvelope,
  errorResponses,
  type OperationName,
} from '../rules/index.ts';
import type { Json } from './json-schema.ts';
import { rulesIn } from './rule-notes.ts';
import { type Context, reference } from './schemas.ts';

const text = { type: 'string' };

/** The headers of responses by name; in OpenAPI, Content-Type follows from the content. */
export const headers: Readonly<Record<string, Json>> = {
  'request-id': {
    description: 'The id of the exchange.',
    schema: { type: 'string', format: 'uuid' },
    example: '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f',
  },
  'client-request-id': {
    description: 'The id that the client sent, else the request-id.',
    schema: text,
    example: '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f',
  },
  'x-ms-ags-diagnostic': { description: 'Which server responded, as JSON.', schema: text },
  'Cache-Control': { description: 'no-cache.', schema: text },
  'Strict-Transport-Security': { description: 'That the service is to be reached over https.', schema: text },
  Date: { description: 'When the service responded.', schema: text },
  'OData-Version': { description: 'The version of OData.', schema: { type: 'string', const: '4.0' } },
  Location: {
    description: 'Where to read what the request made.',
    schema: { type: 'string', format: 'uri' },
    example: 'https://graph.microsoft.com/v1.0/external/connections/contosohr',
  },
  'Retry-After': { description: 'Seconds to wait, or a date.', schema: text, example: '10' },
  'WWW-Authenticate': { description: 'Where to get a token.', schema: text },
};

const ofEveryResponse = [
  'request-id',
  'client-request-id',
  'x-ms-ags-diagnostic',
  'Cache-Control',
  'Strict-Transport-Security',
  'Date',
];

/** The headers of a response with a body or without one, and its additional headers. */
export function headerReferences(body: 'body' | 'empty', ...more: readonly string[]): Json {
  const names = [...ofEveryResponse, ...(body === 'body' ? ['OData-Version'] : []), ...more];
  return Object.fromEntries(names.map((name) => [name, reference('headers', name)]));
}

/** The failures of the service that an emulator can plan for any operation. */
const serviceErrors = Object.keys(faults).filter(
  (name): name is ErrorName => Object.hasOwn(errorResponses, name) && errorResponses[name as ErrorName].status >= 429,
);

/** The errors of a batch as a whole; planned faults hit its parts. */
const errorsOfBatch: readonly ErrorName[] = [
  'batchMalformed',
  'batchPartUntyped',
  'bodyUnreadable',
  'contentTypeNotJson',
  'tokenMissing',
  'bodyTooLarge',
  'encodingUnsupported',
];

/** The errors of an operation: those of its rules, and those of the service. */
export function errorsOf(operation: OperationName | 'batch', { profile, version }: Context): readonly ErrorName[] {
  if (operation === 'batch') return errorsOfBatch;
  const broken = rulesIn(profile, version).filter(({ operations }) => operations.includes(operation));
  const hasBody = broken.some(({ checkedBy }) => checkedBy === 'body');
  const names = new Set<ErrorName>(broken.map(({ error }) => error));
  return [...names, ...(hasBody ? (['bodyTooLarge'] as const) : []), ...serviceErrors];
}

/** Headers that an error response with this status may have besides. */
const additionalHeaders: Readonly<Record<number, string>> = {
  401: 'WWW-Authenticate',
  429: 'Retry-After',
  503: 'Retry-After',
};

/** References to the shared error responses, by status; the description has the codes of these errors. */
export function errorReferences(names: readonly ErrorName[]): Json {
  return Object.fromEntries(
    byStatus(names).map(([status, errors]) => [
      status,
      { ...reference('responses', responseNameOf(status)), description: codesOf(errors) },
    ]),
  );
}

/** The shared error responses with the errors that operations refer to, and an example of each error. */
export function errorComponents(names: readonly ErrorName[]): { readonly responses: Json; readonly examples: Json } {
  const responses = byStatus(names).map(([status, errors]) => [
    responseNameOf(status),
    sharedErrorResponse(status, errors),
  ]);
  const examples = names.map((name) => [name, errorExample(errorResponses[name])]);
  return { responses: Object.fromEntries(responses), examples: Object.fromEntries(examples) };
}

function byStatus(names: readonly ErrorName[]): (readonly [status: number, names: ErrorName[]])[] {
  const statuses = [...new Set(names.map((name) => errorResponses[name].status))].toSorted((one, other) => one - other);
  return statuses.map((status) => [status, names.filter((name) => errorResponses[name].status === status)]);
}

/** The reason phrase of the status, by its newer name where HTTP has renamed it. */
function responseNameOf(status: number): string {
  return (status === 413 ? 'Content Too Large' : (STATUS_CODES[status] ?? `Status ${status}`)).replaceAll(' ', '');
}

function codesOf(names: readonly ErrorName[]): string {
  return `${[...new Set(names.map((name) => errorResponses[name].code))].join(' or ')}.`;
}

function sharedErrorResponse(status: number, names: readonly ErrorName[]): Json {
  const header = additionalHeaders[status];
  return {
    description: codesOf(names),
    headers: headerReferences('body', ...(header ? [header] : [])),
    content: {
      'application/json': {
        schema: reference('schemas', 'GraphError'),
        examples: Object.fromEntries(names.map((name) => [name, reference('examples', name)])),
      },
    },
  };
}

const requestId = '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f';
const circumstances = {
  date: new Date('2026-11-24T08:00:00Z'),
  requestId,
  clientRequestId: requestId,
  property: 'name',
  type: 'externalGroup',
};

function errorExample(response: ErrorResponse): Json {
  return { description: `${response.evidence}: ${response.source}`, value: errorEnvelope(response, circumstances) };
}
