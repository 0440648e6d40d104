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
import { pathOf, showValue } from '../schemas/index.ts';

/** One bad request, and what Graph answers it. */
export interface InvalidRequest {
  /** The id of the rule that it breaks, and the first one that it breaks. */
  readonly rule: RuleId;
  /** Says what is wrong; no two entries have the same. */
  readonly title: string;
  /** The body as a value; the raw text where the rule is about the text. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  /** The status of the answer. */
  readonly status: number;
  /** The `error.code` of the answer. */
  readonly code: GraphErrorCode;
  /** A new Request each time it is read, to the global root. */
  readonly request: Request;
}

/** Of which requests a catalogue is made. */
export interface Catalogue {
  readonly operation: OperationName;
  readonly method: 'POST' | 'PATCH';
  readonly url: string;
  readonly judges: readonly Rule['checkedBy'][];
  /** A valid body, new each time, in which the place exists. */
  validAround(place: string): Readonly<Record<string, unknown>>;
}

const validHeaders = { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' };

/** One bad request for each rejected sample of each rule of the operation that holds, in the order of the rules. */
export function invalidRequests(catalogue: Catalogue, context: RuleContext): readonly InvalidRequest[] {
  const { operation, judges } = catalogue;
  return rules
    .filter((rule) => judges.includes(rule.checkedBy) && rule.operations.includes(operation) && holds(rule, context))
    .flatMap((rule) =>
      placesIn(rule, context.version).flatMap((place) =>
        rule.rejects.map((sample) => invalidRequest(catalogue, rule, { place, sample })),
      ),
    );
}

interface Fault {
  readonly place: string;
  readonly sample: unknown;
}

function invalidRequest({ method, url, validAround }: Catalogue, rule: Rule, { place, sample }: Fault): InvalidRequest {
  const [kind, header = ''] = place.split(' ');
  const valid = validAround(place);
  const headers = kind === 'header' ? withMember(validHeaders, header, sample) : validHeaders;
  const body = kind === 'text' ? sample : kind === 'header' ? valid : put(valid, pathOf(place), sample);
  const text = kind === 'text' ? String(sample) : JSON.stringify(body);
  const { status, code } = errorResponses[rule.error];
  return {
    rule: rule.id,
    title: `${rule.id}: ${place || 'the body'} ${sample === undefined ? 'is absent' : `is ${showValue(sample)}`}`,
    body,
    headers,
    status,
    code,
    // Bytes, for fetch would add a Content-Type to a string.
    get request() {
      return new Request(url, { method, headers, body: new TextEncoder().encode(text) });
    },
  };
}

/** A copy of the value with the sample at the path; `*` stands for the first element, which must exist. */
function put(value: unknown, [key, ...rest]: readonly string[], sample: unknown): unknown {
  if (key === undefined) return sample;
  if (Array.isArray(value)) return value.with(0, put(value[0], rest, sample));
  // Every place of a rule is a place of the valid body, and all but arrays are objects there.
  const object = value as Record<string, unknown>;
  return withMember(object, key, put(object[key], rest, sample));
}

function withMember<Value>(
  object: Readonly<Record<string, Value>>,
  name: string,
  value: unknown,
): Record<string, Value> {
  const { [name]: _, ...others } = object;
  // What is put in is a sample of the rule, meant to be wrong.
  return value === undefined ? others : { ...others, [name]: value as Value };
}
