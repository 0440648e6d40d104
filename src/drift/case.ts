import { asRecord, type Evidence, type OperationName, type PathIds, parseJson, type RuleId } from '../rules/index.ts';

/** One request of the run, which is sent to the tenant and to the kit's own emulator. */
export interface Case {
  /** Describes the request; unique within a run. */
  readonly title: string;
  readonly operation: OperationName;
  /** The ids in the path. */
  readonly ids: PathIds;
  /** All headers but the real token, which is added where `hasToken` says so. */
  readonly headers: Readonly<Record<string, string>>;
  readonly hasToken: boolean;
  readonly text?: string;
  /** What a difference is about: the id of a rule, or a word such as `create`. */
  readonly subject: string;
  readonly rule?: RuleId;
  /** The evidence for the status that the kit expects. */
  readonly evidence: Evidence;
  /** The number of the open question that the status decides. */
  readonly question?: number;
  /** The id that a create sends. */
  readonly id?: string;
  /** Whether the connection stays for the cases that follow. Default: it is deleted at once. */
  readonly keeps?: true;
  /** Repeats the request until the tenant responds with the expected status, or the wait is over. */
  readonly repeats?: true;
}

/** A request with the response of the kit and that of the tenant. */
export interface CaseResult {
  readonly of: Case;
  readonly kit: Observation;
  readonly seen: Observation;
  /** Milliseconds until the tenant responded as the kit does, or the wait was over. */
  readonly waited: number;
}

/** What all cases of a run have in common. */
export type DriftRun = ReturnType<typeof createRun>;

/**
 * A run that begins at a time.
 *
 * @param seed whole number from 0: distinguishes runs that begin in the same millisecond.
 */
export function createRun(now: Date, seed: number) {
  const prefix = `ectkdrift${now.getTime().toString(36)}${seed.toString(36)}`;
  let count = 0;
  return {
    /** An id that no other run gives. */
    id() {
      count += 1;
      return `${prefix}${count.toString(36).padStart(3, '0')}`;
    },
    /** The display name of the connections that the run creates. */
    name: `external-connection-testkit drift ${now.toISOString()}`,
  };
}

/** A response that was read to its end. */
export interface Observation {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON value, or the text where it is not JSON; undefined for an empty body. */
  readonly body: unknown;
  /** The rule by which the kit refused; never present for a tenant. */
  readonly rule?: RuleId | undefined;
}

/** Reads a response to its end. */
export async function observe(response: Response): Promise<Observation> {
  const text = await response.text();
  const body = text === '' ? undefined : (parseJson(text) ?? text);
  return { status: response.status, headers: response.headers, body };
}

/** The parts of an error response; each is undefined where it is not one. */
export function errorIn({ body }: Observation) {
  const { code, message, innerError } = asRecord(asRecord(body)?.error) ?? {};
  return { code, message, inner: asRecord(innerError)?.code };
}

/** A response in short: `400 InvalidRequest`. */
export function inShort(response: Observation): string {
  const { code } = errorIn(response);
  return typeof code === 'string' ? `${response.status} ${code}` : String(response.status);
}

/** Whether the request succeeded. */
export function hasSucceeded({ status }: Observation): boolean {
  return status >= 200 && status < 300;
}
