import * as fc from 'fast-check';
import type { InvalidRequest } from '../builders/index.ts';
import {
  errorResponses,
  everyRule,
  holds,
  type OperationName,
  oncePer,
  operationOf,
  placesIn,
  type Rule,
  type RuleContext,
} from '../rules/index.ts';
import {
  checkCreateRequest,
  checkSchemaRequest,
  contextOf,
  fromPointer,
  replaceAt,
  type SchemaOptions,
  type Violation,
} from '../schemas/index.ts';
import { requestForm } from './requests.ts';
import { objectAt } from './structure.ts';
import { brokenValue } from './values.ts';

/** A body that breaks one rule, and what Graph returns for it. */
export interface InvalidBody extends Pick<InvalidRequest, 'body' | 'rule' | 'status' | 'code'> {
  /** JSON pointer to the value that breaks the rule; empty for the body as a whole. */
  readonly path: string;
}

/**
 * A create request that is valid except for one value, which breaks one of the rules on the body: every rule with the
 * same frequency, at every place of it, with the samples of the rule and other invalid values. Shrinks to the smallest
 * body that breaks one rule.
 *
 * @param options profile (default `live`), version (default `v1.0`) and switches.
 * @throws TypeError naming the option, its value and what to use.
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
  const context = contextOf(options, 'invalidCreateRequest');
  return invalidBody({ operation: 'createConnection', check: checkCreateRequest }, context);
}

/**
 * A schema registration that is valid except for one value; otherwise as `invalidCreateRequest`.
 *
 * @param options profile (default `live`) and version (default `v1.0`): the profiles differ in baseType and labels.
 * @throws TypeError naming the option, its value and what to use.
 */
export function invalidSchemaRequest(options: SchemaOptions = {}): fc.Arbitrary<InvalidBody> {
  const context = contextOf(options, 'invalidSchemaRequest');
  return invalidBody({ operation: 'updateSchema', check: checkSchemaRequest }, context);
}

interface InvalidBodyKind {
  readonly operation: OperationName;
  check(body: unknown, options: SchemaOptions): readonly Violation[];
  /** Where a rule is broken. Default: at its places. */
  placesOf?(rule: Rule): readonly string[];
  /** The properties of an item. */
  readonly itemProperties?: fc.Arbitrary<object>;
}

/** A body of the kind that breaks one rule which holds in the context. */
export function invalidBody(kind: InvalidBodyKind, context: RuleContext): fc.Arbitrary<InvalidBody> {
  const { operation, check, placesOf = (rule: Rule) => placesIn(rule, context.version), ...others } = kind;
  const form = { ...requestForm(operation, context), ...others };
  const { requestBody = '' } = operationOf(operation);
  // Made once for each place: those for valid bodies are large, and a run needs each many times.
  const validAround = oncePer((around: string) => objectAt(requestBody, '', { ...form, around }));
  // The element of a list that is broken, modulo its length.
  const anElement = fc.nat({ max: 2 });
  const breakableRules = everyRule()
    .filter((rule) => rule.checkedBy === 'body' && rule.operations.includes(operation) && holds(rule, context))
    .map((rule) => ({ rule, places: placesOf(rule) }))
    .filter(({ places }) => places.length > 0);

  return fc
    .constantFrom(...breakableRules)
    .chain(({ rule, places }) => fc.tuple(fc.constant(rule), fc.constantFrom(...places)))
    .chain(([rule, place]) => fc.tuple(fc.constant({ rule, place }), validAround(place), brokenValue(rule), anElement))
    .map(([{ rule, place }, valid, value, index]) => {
      const body = asJson(replaceAt(valid, fromPointer(place), value, index));
      const { status, code } = errorResponses[rule.error];
      return { body, rule: rule.id, path: check(body, context)[0]?.path ?? place, status, code };
    });
}

function asJson(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}
