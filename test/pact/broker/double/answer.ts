/** What the double answers; a body that is undefined is no body. */
export interface Answer {
  readonly status: number;
  /** Beside the content type. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** An answer that ends the work on a request wherever it is thrown. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(message: string, answer: Answer) {
    super(message);
    this.name = 'Refusal';
    this.answer = answer;
  }
}

/** 400, as the broker words its validation: the names of the members, each with its sentences. */
export function invalid(errors: Readonly<Record<string, readonly string[]>>): Refusal {
  return new Refusal(JSON.stringify(errors), { status: 400, body: { errors } });
}

/** 404 for a thing that nobody has recorded. */
export function notFound(what: string): Refusal {
  return new Refusal(what, { status: 404, body: { error: `${what} was not found` } });
}

/**
 * 501 for what the real broker can do and the double cannot: never a silent 200.
 *
 * @param reason a name for machines, such as `selector.fallbackBranch`.
 */
export function notSupported(reason: string): Refusal {
  const message = `The double of the Pact Broker does not hold "${reason}". Add it below test/pact/broker, or use a real broker.`;
  return new Refusal(message, { status: 501, body: { error: { reason, message } } });
}

/**
 * The members of a JSON object, of which the double knows every one.
 *
 * @param where what the object is, such as `selector`; it starts the reason.
 * @throws Refusal 400 when it is no object, 501 naming the first member that the double does not know.
 */
export function knownMembers(
  value: unknown,
  where: string,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid({ [where]: ['must be a hash'] });
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw notSupported(`${where}.${unknown}`);
  return { ...value };
}
