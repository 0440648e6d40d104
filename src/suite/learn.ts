import { asRecord } from '../rules/index.ts';
import { isCreate } from './checks/evidence.ts';
import { describeError } from './checks/reported.ts';
import { CannotRunError } from './command/command-error.ts';
import type { SuiteClient, SuiteOptions } from './options.ts';
import { type Run, recordRun } from './record-run.ts';
import { allSituations } from './situations/index.ts';

/** The key of what a client creates that takes no input: every situation needs it. */
const learned = Symbol.for('external-connection-testkit.suite.learned');

interface Learner extends SuiteClient {
  [learned]?: Promise<NonNullable<SuiteOptions['adds']>>;
}

/**
 * The options of a client that takes no input: it adds all that a first run without faults has created, and what it does
 * after the create is its own.
 *
 * @throws CannotRunError when that run creates nothing.
 */
export async function withLearned(client: SuiteClient, options: SuiteOptions): Promise<SuiteOptions> {
  const known: Learner = client;
  known[learned] ??= learn(client, options);
  return { ...options, registersSchema: true, adds: await known[learned] };
}

async function learn(client: SuiteClient, options: SuiteOptions): Promise<NonNullable<SuiteOptions['adds']>> {
  const [plain] = allSituations;
  if (!plain) return {};
  const run = await recordRun(plain, client, { ...options, registersSchema: true });
  const body = bodyOf(run.requests.find(isCreate)?.text);
  if (body) return body;
  throw new CannotRunError(
    `The first run, in which nothing fails, sent no create request. ${endOf(run)} Fix: run the program as it creates its connection; or hand it the connection, without takes: "none".`,
  );
}

function endOf({ calls: [call], refusals: [refusal] }: Run): string {
  if (refusal) return `${refusal.host}: ${refusal.reason}`;
  if (call?.ending.kind !== 'rejected')
    return call?.ending.kind === 'resolved' ? 'It ended with success.' : 'It did not end.';
  return `It ended with: ${describeError(call.ending.error)}.`;
}

function bodyOf(text = ''): Readonly<Record<string, unknown>> | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}
