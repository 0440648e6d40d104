import type { RuleId } from '../../rules/index.ts';

/** An answer as it came, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON value, or the text where it is none; undefined for an empty body. */
  readonly body: unknown;
  /** The rule by which the kit refused; never of a tenant. */
  readonly rule?: RuleId | undefined;
}

/** @throws whatever breaks the connection before the end. */
export async function answerOf(response: Response): Promise<Answer> {
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

/** What an error answer says; every part undefined where it is none. */
export function errorIn({ body }: Answer): {
  readonly code: unknown;
  readonly message: unknown;
  readonly inner: unknown;
} {
  const { code, message, innerError } = Object(Object(body).error);
  return { code, message, inner: Object(innerError).code };
}

/** An answer in a few words: `400 InvalidRequest`. */
export function inShort(answer: Answer): string {
  const { code } = errorIn(answer);
  return typeof code === 'string' ? `${answer.status} ${code}` : String(answer.status);
}

/** Whether the tenant has done what it was asked for. */
export function isAccepted({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}
