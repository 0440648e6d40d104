import { sources } from '../rules/index.ts';
import {
  checkCreateRequest,
  contextOf,
  explainViolation,
  externalConnectionSchema,
  type Problem,
  readJson,
  type SchemaOptions,
  showFound,
  showValue,
  toPointer,
  valueAt,
} from '../schemas/index.ts';
import { isPromise, isResponse, type MatcherResult, requireNoArgument, resultOf, wrongReceived } from './received.ts';
import { graphErrorIn } from './to-be-graph-error.ts';

/** Whether a body breaks no rule of a create request. */
export function toBeValidCreateRequest(received: unknown, options: SchemaOptions = {}): MatcherResult {
  const { profile, version } = contextOf(options, 'toBeValidCreateRequest');
  requireBody(received);
  const violations = checkCreateRequest(received, options);
  const context = `(profile ${profile}, version ${version})`;
  const rules = violations.length === 1 ? 'a rule' : `${violations.length} rules`;
  const broken = `Expected a valid create request ${context}, but it breaks ${rules}:`;
  return resultOf(
    violations.length === 0,
    () => `Expected an invalid create request ${context}, but it is valid: ${showValue(received)}`,
    () => [broken, ...violations.map(explainViolation)].join('\n\n'),
  );
}

/** JSON.stringify makes `{}` of a promise, a Request or a Map, and `{}` is valid in profile documented. */
function requireBody(received: unknown): void {
  if (typeof received !== 'object' || received === null || 'toJSON' in received) return;
  const prototype: unknown = Object.getPrototypeOf(received);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null || Array.isArray(received);
  if (isPlain || Object.keys(received).length > 0) return;
  throw wrongReceived('toBeValidCreateRequest', {
    given: received,
    takes: 'the body as your code passes it to JSON.stringify, or as JSON.parse returns it',
    fix: 'Await a promise; of a Request or a Response pass what await json() returns.',
  });
}

/** Whether a body is a connection as Graph returns it. */
export function toBeExternalConnection(received: unknown, ...more: readonly unknown[]): MatcherResult {
  requireNoArgument('toBeExternalConnection', more, 'Check properties with another matcher, such as toMatchObject.');
  if (isPromise(received) || isResponse(received)) {
    const fix = 'Write expect(await response.json()).';
    throw wrongReceived('toBeExternalConnection', { given: received, takes: 'the parsed body of a response', fix });
  }
  const { problems } = readJson(externalConnectionSchema, received);
  return resultOf(
    problems.length === 0,
    () => `Expected a value that is not a connection, but it is one: ${showValue(received)}`,
    () => ['Expected a connection as Graph returns it.', ...reasons(received, problems), source].join('\n'),
  );
}

const source = `Source: ${sources.connectionPage}; ${sources.metadata}`;

function reasons(received: unknown, problems: readonly Problem[]): string[] {
  const error = graphErrorIn(received);
  if (error && 'code' in error) return [`It is a Graph error: ${error.code}: ${error.message}`];
  return problems.map(({ path, expected }) => {
    const found = showFound({ path: toPointer(path), value: valueAt(received, path) });
    return `${found}. It must be of type ${expected}.`;
  });
}
