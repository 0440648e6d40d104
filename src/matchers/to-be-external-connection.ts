import { sources } from '../rules/index.ts';
import { externalConnectionSchema, showValue, toPointer, valueAt } from '../schemas/index.ts';
import { type FoundGraphError, graphErrorIn } from './graph-error-in.ts';
import { wrongArgument, wrongReceived } from './misuse.ts';
import { isPromise } from './name-of.ts';
import { isResponse } from './response.ts';
import type { MatcherResult } from './result.ts';

const name = 'toBeExternalConnection';

/** Whether a body is a connection as Graph answers it. */
export function toBeExternalConnection(received: unknown, ...more: readonly unknown[]): MatcherResult {
  if (more.length > 0) {
    const fix = 'Check members by another matcher, such as toMatchObject.';
    throw wrongArgument(name, { given: more[0], takes: 'no argument', fix });
  }
  if (isPromise(received) || isResponse(received)) {
    const fix = 'Write expect(await response.json()).';
    throw wrongReceived(name, { given: received, takes: 'the body of an answer, parsed', fix });
  }
  const result = externalConnectionSchema.safeParse(received);
  return {
    pass: result.success,
    message: () =>
      result.success
        ? `Expected no connection as Graph answers it, but this is one: ${showValue(received)}`
        : ['Expected a connection as Graph answers it.', ...reasons(received, result.error.issues), source].join('\n'),
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
    ({ path, message }) => `${toPointer(path) || 'The body'} is ${shown(valueAt(received, path))}. ${message}.`,
  );
}

function shown(value: unknown): string {
  return value === undefined ? 'absent' : showValue(value);
}

function sentenceOf({ code, message }: FoundGraphError): string {
  return `${code}: ${message}`;
}
