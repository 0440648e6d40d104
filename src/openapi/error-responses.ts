import { faults } from '../emulator/index.ts';
import {
  type ErrorName,
  type ErrorResponse,
  errorEnvelope,
  errorResponses,
  type OperationName,
  profiles,
  rules,
} from '../rules/index.ts';
import { reference } from './components.ts';
import { headersOf } from './headers.ts';
import type { Json } from './json-schema.ts';
import { rulesIn } from './rule-notes.ts';

/** The failures of the service that an emulator can plan for any operation. */
const serviceErrors = Object.keys(faults).filter(isServiceError);

function isServiceError(name: string): name is ErrorName {
  return Object.hasOwn(errorResponses, name) && errorResponses[name as ErrorName].status >= 429;
}

/** The errors of a batch as a whole; planned faults hit its parts. */
export const errorsOfBatch: readonly ErrorName[] = [
  'batchMalformed',
  'batchPartUntyped',
  'bodyUnreadable',
  'contentTypeNotJson',
  'tokenMissing',
  'bodyTooLarge',
  'encodingUnsupported',
];

const requestId = '5e1f7a4c-8d3b-4c29-9a60-2f7b1c0d9e8f';
const circumstances = {
  date: new Date('2026-11-24T08:00:00Z'),
  requestId,
  clientRequestId: requestId,
  property: 'name',
  type: 'externalGroup',
};

/** The errors of an operation: those of its rules, in either profile and version, and those of the service. */
export function errorsOf(operation: OperationName): readonly ErrorName[] {
  const contexts = profiles.flatMap((profile) => rulesIn(profile, 'beta').concat(rulesIn(profile, 'v1.0')));
  const broken = rules.filter((rule) => contexts.includes(rule) && rule.operations.includes(operation));
  const hasBody = broken.some(({ checkedBy }) => checkedBy === 'body');
  const names = new Set<ErrorName>(broken.map(({ error }) => error));
  return [...names, ...(hasBody ? (['bodyTooLarge'] as const) : []), ...serviceErrors];
}

/** What operations share: bodies, error responses by name, and an example of each. */
export interface Shared {
  readonly requestBodies: Record<string, Json>;
  readonly responses: Record<string, Json>;
  readonly examples: Record<string, Json>;
}

/** The error responses by status, as references to what operations share; they are added there. */
export function responsesOf(names: readonly ErrorName[], shared: Shared): Json {
  for (const name of names) shared.examples[name] = errorExample(errorResponses[name]);
  const statuses = [...new Set(names.map((name) => errorResponses[name].status))].toSorted((one, other) => one - other);
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      added(
        names.filter((name) => errorResponses[name].status === status),
        shared,
      ),
    ]),
  );
}

/** An example of an error response, with its evidence. */
function errorExample({ evidence, source, ...response }: ErrorResponse): Json {
  return {
    description: `${evidence}: ${source}`,
    value: errorEnvelope({ ...response, evidence, source }, circumstances),
  };
}

function added(names: readonly ErrorName[], { responses }: Shared): Json {
  const response = errorResponse(names);
  const [only = '', ...others] = names;
  const base = others.length === 0 ? only : `status${errorResponses[names[0] ?? 'malformed'].status}`;
  // Operations whose rules differ may have other errors of one status.
  const candidates = [base, ...Object.keys(responses).map((_, index) => `${base}-${index + 2}`)];
  const name = candidates.find((each) => !responses[each] || isSame(responses[each], response)) ?? base;
  responses[name] = response;
  return reference('responses', name);
}

function isSame(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function errorResponse(names: readonly ErrorName[]): Json {
  const codes = [...new Set(names.map((name) => errorResponses[name].code))];
  const retryAfter = names.includes('throttled') || names.includes('serviceUnavailable') ? ['Retry-After'] : [];
  const error = { properties: { code: { enum: codes } } };
  return {
    description: codes.join(' or '),
    headers: headersOf('body', ...retryAfter),
    content: {
      'application/json': {
        schema: {
          allOf: [
            reference('schemas', 'graphError'),
            { type: 'object', properties: { error: { type: 'object', ...error } } },
          ],
        },
        examples: Object.fromEntries(names.map((name) => [name, reference('examples', name)])),
      },
    },
  };
}
