import { SituationError, situations } from 'external-connection-testkit/suite';
import type { KnownClient } from './clients.ts';

/** Something that the suite finds in a client. */
export interface Mistake {
  /** The key of the situation, such as `throttled.once`. */
  readonly situation: string;
  /** The kinds of its findings, such as `pace.tooSoon`. */
  readonly kinds: readonly string[];
  readonly message: string;
}

/** What the suite finds in a client. */
export interface Result {
  readonly name: string;
  /** Situation by situation; of a defective client the first alone. */
  readonly mistakes: readonly Mistake[];
}

/** Puts a client through every situation. */
export async function checkClient(known: KnownClient): Promise<Result> {
  const mistakes: Mistake[] = [];
  for await (const mistake of mistakesOf(known)) mistakes.push(mistake);
  return { name: known.name, mistakes };
}

/** Puts a client through the situations until one of them finds a mistake. */
export async function findFirstMistake(known: KnownClient): Promise<Result> {
  for await (const mistake of mistakesOf(known)) return { name: known.name, mistakes: [mistake] };
  return { name: known.name, mistakes: [] };
}

async function* mistakesOf({ client, promises }: KnownClient): AsyncGenerator<Mistake> {
  for (const { key, run } of situations) {
    const mistake = await run(client, promises).then(
      () => undefined,
      (error: unknown) => mistakeOf(key, error),
    );
    if (mistake) yield mistake;
  }
}

/** Anything else that is thrown is an error of the suite itself. */
function mistakeOf(situation: string, error: unknown): Mistake {
  if (!(error instanceof SituationError)) throw error;
  return { situation, kinds: [...new Set(error.findings.map(({ kind }) => kind))], message: error.message };
}
