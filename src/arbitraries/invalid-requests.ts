import * as fc from 'fast-check';
import {
  errorResponses,
  type GraphErrorCode,
  holds,
  type OperationName,
  placesIn,
  type Rule,
  type RuleContext,
  type RuleId,
  rules,
} from '../rules/index.ts';
import {
  checkCreateRequest,
  checkSchemaRequest,
  contextOf,
  type SchemaOptions,
  type Violation,
} from '../schemas/index.ts';
import { brokenValue } from './broken-values.ts';
import { putAt } from './put-at.ts';
import { requestForm } from './requests.ts';
import { objectAt } from './structure.ts';

/** A body that breaks one rule, and what Graph answers it. */
export interface InvalidBody {
  readonly body: unknown;
  /** The id of the rule that it breaks, and the first one that it breaks. */
  readonly rule: RuleId;
  /** JSON pointer to what breaks it; empty for the body as a whole. */
  readonly path: string;
  /** The status of the answer. */
  readonly status: number;
  /** The `error.code` of the answer. */
  readonly code: GraphErrorCode;
}

/**
 * A create request that is valid but for one value, which breaks one of the rules on the body: each rule as often as
 * any other, each place of it, the boundary samples of the rule, and values further out. Shrinks to the smallest body
 * that breaks one rule.
 *
 * @param options profile (default `documented`), version (default `beta`) and switches.
 * @throws TypeError when an option is none that exists.
 * @example
 * ```ts
 * import * as fc from 'fast-check';
 * import { checkCreateRequest } from 'external-connection-testkit';
 * import { invalidCreateRequest } from 'external-connection-testkit/arbitraries';
 *
 * fc.assert(fc.property(invalidCreateRequest(), ({ body, rule }) => checkCreateRequest(body)[0]?.rule === rule));
 * ```
 */
export function invalidCreateRequest(options: SchemaOptions = {}): fc.Arbitrary<InvalidBody> {
  return invalidBody({ operation: 'createConnection', root: 'externalConnection', check: checkCreateRequest }, options);
}

/**
 * The same of the registration of a schema.
 *
 * @param options version (default `beta`); the profiles do not differ here.
 * @throws TypeError when an option is none that exists.
 */
export function invalidSchemaRequest(options: SchemaOptions = {}): fc.Arbitrary<InvalidBody> {
  return invalidBody({ operation: 'updateSchema', root: 'schema', check: checkSchemaRequest }, options);
}

interface Kind {
  readonly operation: OperationName;
  readonly root: 'externalConnection' | 'schema';
  check(body: unknown, options: SchemaOptions): readonly Violation[];
}

function invalidBody({ operation, root, check }: Kind, options: SchemaOptions): fc.Arbitrary<InvalidBody> {
  const context = contextOf(options);
  const form = requestForm(operation, options);
  const validAround = remembered((around) => objectAt(root, '', { ...form, around }));

  return fc
    .constantFrom(...breakableRules(operation, context))
    .chain((rule) => fc.tuple(fc.constant(rule), fc.constantFrom(...placesIn(rule, context.version))))
    .chain(([rule, place]) => fc.tuple(fc.constant({ rule, place }), validAround(place), brokenValue(rule), anElement))
    .map(([{ rule, place }, valid, value, index]) => {
      const body = putAt(valid, place, { value, index });
      const { status, code } = errorResponses[rule.error];
      return { body, rule: rule.id, path: check(body, options)[0]?.path ?? place, status, code };
    });
}

/** Which element of a list is broken, counted round where there are fewer. */
const anElement = fc.nat({ max: 2 });

/** The arbitraries for valid bodies are large, and a run asks for the same ones over and over. */
function remembered(arbitraryFor: (place: string) => fc.Arbitrary<object>): (place: string) => fc.Arbitrary<object> {
  const made = new Map<string, fc.Arbitrary<object>>();
  return (place) => {
    const arbitrary = made.get(place) ?? arbitraryFor(place);
    made.set(place, arbitrary);
    return arbitrary;
  };
}

function breakableRules(operation: OperationName, context: RuleContext): Rule[] {
  return rules.filter(
    (rule) =>
      rule.checkedBy === 'body' &&
      rule.operations.includes(operation) &&
      holds(rule, context) &&
      placesIn(rule, context.version).length > 0,
  );
}
