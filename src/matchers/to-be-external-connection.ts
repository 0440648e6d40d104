import { sources } from '../rules/index.ts';
import { externalConnectionSchema, showValue, toPointer, valueAt } from '../schemas/index.ts';
import { type FoundGraphError, graphErrorIn, isPromise, isResponse } from './graph-error-in.ts';
import type { MatcherResult } from './result.ts';
import { wrongArgument, wrongReceived } from './usage-error.ts';

const name = 'toBeExternalConnection';

/** Whether a body is a connection as Graph returns it. */
export function toBeExternalConnection(received: unknown, ...more: readonly unknown[]): MatcherResult {
  if (more.length > 0) {
    const fix = 'Check properties with another matcher, such as toMatchObject.';
    throw wrongArgument(name, { given: more[0], takes: 'no argument', fix });
  }
  if (isPromise(received) || isResponse(received)) {
    const fix = 'Write expect(await response.json()).';
    throw wrongReceived(name, { given: received, takes: 'the parsed body of a response', fix });
  }
  const result = externalConnectionSchema.safeParse(received);
  return {
    pass: result.success,
    message: () =>
      result.success
        ? `Expected a value that is not a connection, but it is one: ${showValue(received)}`
        : ['Expected a connection as Graph returns it.', ...reasons(received, result.error.issues), source].join('\n'),
  };
}

const source = `Source: ${sources.connectionPage}; ${sources.metadata}`;

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function reasons(received: unknown, issues: readonly Issue[]): string[] {
  const error = graphErrorIn(received);
  if (error && 'code' in error) return [`It is a Graph error: ${sentenceOf(error)}`];
  return issues.map(
    ({ path, message }) => `${toPointer(path) || 'The body'} is ${showFound(valueAt(received, path))}. ${message}.`,
  );
}

function showFound(value: unknown): string {
  return value === undefined ? 'absent' : showValue(value);
}

function sentenceOf({ code, message }: FoundGraphError): string {
  return `${code}: ${message}`;
}
