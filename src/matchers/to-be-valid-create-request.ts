import { asRecord, defaultContext } from '../rules/index.ts';
import { checkCreateRequest, contextOf, explainViolation, type SchemaOptions, showValue } from '../schemas/index.ts';
import type { MatcherResult } from './result.ts';
import { wrongArgument, wrongReceived } from './usage-error.ts';

const name = 'toBeValidCreateRequest';

/** Whether a body breaks no rule of a create request. */
export function toBeValidCreateRequest(received: unknown, options: SchemaOptions = {}): MatcherResult {
  const chosen = optionsFrom(options);
  const { profile, version } = contextOf(chosen, name);
  requireBody(received);
  const violations = checkCreateRequest(received, chosen);
  const context = `(profile ${profile}, version ${version})`;
  const rules = violations.length === 1 ? 'a rule' : `${violations.length} rules`;
  return {
    pass: violations.length === 0,
    message: () =>
      violations.length === 0
        ? `Expected an invalid create request ${context}, but it is valid: ${showValue(received)}`
        : [
            `Expected a valid create request ${context}, but it breaks ${rules}:`,
            ...violations.map(explainViolation),
          ].join('\n\n'),
  };
}

function optionsFrom(options: SchemaOptions): SchemaOptions {
  const unknown = Object.keys(asRecord(options) ?? {}).find((key) => !Object.hasOwn(defaultContext, key));
  if (typeof options === 'object' && options !== null && unknown === undefined) return options;
  throw wrongArgument(name, {
    given: options,
    takes: `options: ${Object.keys(defaultContext).join(', ')}`,
    fix: `For example ${name}({ profile: 'live', version: 'v1.0' }).`,
  });
}

/** JSON.stringify makes `{}` of a promise, a Request or a Map, and `{}` is valid in profile documented. */
function requireBody(received: unknown): void {
  if (typeof received !== 'object' || received === null || 'toJSON' in received) return;
  const prototype: unknown = Object.getPrototypeOf(received);
  const isPlain = prototype === null || Object.getPrototypeOf(prototype) === null || Array.isArray(received);
  if (isPlain || Object.keys(received).length > 0) return;
  throw wrongReceived(name, {
    given: received,
    takes: 'the body as your code passes it to JSON.stringify, or as JSON.parse returns it',
    fix: 'Await a promise; of a Request or a Response pass what await json() returns.',
  });
}
