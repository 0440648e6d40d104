import { asRecord, type RuleId } from '../rules/index.ts';

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
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : jsonOrText(text) };
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The parts of an error response; each is undefined where it is not one. */
export function errorIn({ body }: Pick<Observation, 'body'>): {
  readonly code: unknown;
  readonly message: unknown;
  readonly inner: unknown;
} {
  const { code, message, innerError } = asRecord(asRecord(body)?.error) ?? {};
  return { code, message, inner: asRecord(innerError)?.code };
}

/** A response in short: `400 InvalidRequest`. */
export function inShort(response: Observation): string {
  const { code } = errorIn(response);
  return typeof code === 'string' ? `${response.status} ${code}` : String(response.status);
}

/** Whether the request succeeded. */
export function isAccepted({ status }: Pick<Observation, 'status'>): boolean {
  return status >= 200 && status < 300;
}
