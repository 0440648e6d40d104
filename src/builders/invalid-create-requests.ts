import {
  type ApiVersion,
  answers,
  connectionsPath,
  type GraphErrorCode,
  holds,
  placesIn,
  type Rule,
  type RuleId,
  rules,
  serviceRoots,
} from '../rules/index.ts';
import {
  contextOf,
  type LiveCreateExternalConnection,
  pathOf,
  type SchemaOptions,
  showValue,
} from '../schemas/index.ts';
import { createBuilders } from './create-builders.ts';

/** One bad create request, and what Graph answers it. */
export interface InvalidCreateRequest {
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

const validHeaders = { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' };

/**
 * One bad request for each rejected sample of each rule that holds in the profile and the version, in the order
 * of the rules. Each is otherwise valid, and small: id, name, description, and the property that is wrong. The same
 * options give the same bytes.
 *
 * @param options profile (default `documented`), version (default `beta`) and switches.
 * @throws TypeError when an option is none that exists.
 * @example
 * ```ts
 * import { invalidCreateRequests } from 'external-connection-testkit/builders';
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * for (const { request, title, status } of invalidCreateRequests({ profile: 'live' })) {
 *   const answer = await createEmulator({ profile: 'live' }).fetch(request);
 *   if (answer.status !== status) throw new Error(title);
 * }
 * ```
 */
export function invalidCreateRequests(options: SchemaOptions = {}): readonly InvalidCreateRequest[] {
  const context = contextOf(options);
  const full = createBuilders({ version: context.version }).createRequest();
  return rules
    .filter((rule) => rule.judge !== 'tenant' && rule.operations.includes('createConnection') && holds(rule, context))
    .flatMap((rule) =>
      placesIn(rule, context.version).flatMap((place) =>
        rule.rejects.map((sample) =>
          invalidCreateRequest({ rule, place, sample, valid: around(place, full), version: context.version }),
        ),
      ),
    );
}

interface Ingredients {
  readonly rule: Rule;
  readonly place: string;
  readonly sample: unknown;
  readonly valid: LiveCreateExternalConnection;
  readonly version: ApiVersion;
}

function invalidCreateRequest({ rule, place, sample, valid, version }: Ingredients): InvalidCreateRequest {
  const [kind, header = ''] = place.split(' ');
  const headers = kind === 'header' ? withMember(validHeaders, header, sample) : validHeaders;
  const body = kind === 'text' ? sample : kind === 'header' ? valid : put(valid, pathOf(place), sample);
  const text = kind === 'text' ? String(sample) : JSON.stringify(body);
  const url = `${serviceRoots[0]}/${version}${connectionsPath}`;
  const { status, code } = answers[rule.answer];
  return {
    rule: rule.id,
    title: `${rule.id}: ${place || 'the body'} ${sample === undefined ? 'is absent' : `is ${showValue(sample)}`}`,
    body,
    headers,
    status,
    code,
    // Bytes, for fetch would add a Content-Type to a string.
    get request() {
      return new Request(url, { method: 'POST', headers, body: new TextEncoder().encode(text) });
    },
  };
}

/** What a place needs to exist, and no more: id, name, description, and the property that the place is in. */
function around(place: string, full: LiveCreateExternalConnection): LiveCreateExternalConnection {
  const needed = ['id', 'name', 'description', pathOf(place)[0]];
  // Only optional members are left out.
  return structuredClone(
    Object.fromEntries(Object.entries(full).filter(([name]) => needed.includes(name))),
  ) as LiveCreateExternalConnection;
}

/** A copy of the value with the sample at the path; `*` stands for the first element, which must exist. */
function put(value: unknown, [key, ...rest]: readonly string[], sample: unknown): unknown {
  if (key === undefined) return sample;
  if (Array.isArray(value)) return value.with(0, put(value[0], rest, sample));
  // Every place of a rule is a place of the full payload, and all but arrays are objects there.
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
