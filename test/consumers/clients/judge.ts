import { SituationError, situations } from 'external-connection-testkit/suite';
import type { KnownClient } from './clients.ts';

/** Something that the suite says about a client. */
export interface Blame {
  /** The key of the situation, such as `throttled.once`. */
  readonly situation: string;
  /** The kinds of its findings, such as `pace.tooSoon`. */
  readonly kinds: readonly string[];
  readonly message: string;
}

/** What the suite makes of a client. */
export interface Result {
  readonly name: string;
  /** Situation by situation; of a defective client the first alone. */
  readonly blames: readonly Blame[];
}

/** Puts a client through every situation. */
export async function judge(known: KnownClient): Promise<Result> {
  const blames: Blame[] = [];
  for await (const blame of blamesOf(known)) blames.push(blame);
  return { name: known.name, blames };
}

/** Puts a client through the situations until one of them blames it. */
export async function judgeUntilBlamed(known: KnownClient): Promise<Result> {
  for await (const blame of blamesOf(known)) return { name: known.name, blames: [blame] };
  return { name: known.name, blames: [] };
}

async function* blamesOf({ client, promises }: KnownClient): AsyncGenerator<Blame> {
  for (const { key, run } of situations) {
    const blame = await run(client, promises).then(
      () => undefined,
      (error: unknown) => blameOf(key, error),
    );
    if (blame) yield blame;
  }
}

/** Anything else that is thrown is an error of the suite itself. */
function blameOf(situation: string, error: unknown): Blame {
  if (!(error instanceof SituationError)) throw error;
  return { situation, kinds: [...new Set(error.findings.map(({ kind }) => kind))], message: error.message };
}
