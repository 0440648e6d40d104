import { type Answer, inShort, isAccepted } from './answer.ts';
import type { Case, Result } from './case.ts';
import type { Oracle } from './oracle.ts';
import type { Ownership } from './ownership.ts';
import { NoAnswer, type TenantClient } from './tenant-client.ts';

interface Stage {
  readonly client: TenantClient;
  readonly ownership: Ownership;
  readonly oracle: Oracle;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  readonly patience: number;
  readonly onProgress: (asked: number, of: number) => void;
}

interface Played {
  readonly results: readonly Result[];
  readonly skipped: readonly { readonly title: string; readonly reason: string }[];
  readonly leftovers: readonly string[];
  readonly incomplete?: string;
}

const pause = 1000;

/**
 * Asks the tenant and the kit the same, one request after the other, and cleans up whatever happens.
 *
 * @throws NoAnswer when the tenant cannot be reached, or its connections cannot be listed.
 */
export async function play(cases: readonly Case[], stage: Stage): Promise<Played> {
  const { ownership, signal, onProgress } = stage;
  const results: Result[] = [];
  const skipped: { title: string; reason: string }[] = [];
  let incomplete: string | undefined;
  const listed = await ownership.begin(signal);
  let leftovers: readonly string[] = [];
  try {
    for (const [index, of] of cases.entries()) {
      if (signal.aborted) throw new NoAnswer('it was stopped');
      if (of.id !== undefined && of.method === 'POST' && ownership.wasThere(of.id)) {
        skipped.push({ title: of.title, reason: `a connection "${of.id}" was there before, and is left alone` });
        continue;
      }
      results.push(await ask(of, index, stage));
      onProgress(index + 1, cases.length);
      incomplete = mayNot(results, listed);
      if (incomplete !== undefined) break;
    }
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    incomplete = `After ${results.length} requests of ${cases.length}: ${error.message}.`;
  } finally {
    leftovers = await ownership.cleanUp();
  }
  return { results, skipped, leftovers, ...(incomplete !== undefined && { incomplete }) };
}

/** Asks both; until both say the same, where the case is about what takes its time. */
async function ask(of: Case, index: number, { client, ownership, oracle, signal, ...stage }: Stage): Promise<Result> {
  const { method, path, hasToken, text } = of;
  // The kit promises to see its id again.
  const headers = { ...of.headers, 'client-request-id': guid(index) };
  const isCreate = method === 'POST' && path === '';
  const kit = await oracle.ask({ ...of, headers });
  const start = stage.now().getTime();
  if (isCreate) ownership.note(of);
  for (;;) {
    const seen = await client.send({ method, path, headers, hasToken, text }, signal);
    if (isCreate) ownership.note(of, seen);
    if (isCreate && !of.keeps) await removeBoth({ of, kit, seen }, { ownership, oracle });
    const waited = stage.now().getTime() - start;
    const isOver = seen.status === kit.status || signal.aborted || waited + pause > stage.patience;
    if (!of.repeats || isOver) return { of, kit, seen, waited };
    await stage.sleep(pause, signal);
  }
}

async function removeBoth(
  { of, kit, seen }: Omit<Result, 'waited'>,
  { ownership, oracle }: Pick<Stage, 'ownership' | 'oracle'>,
): Promise<void> {
  if (isAccepted(seen)) await ownership.remove(of, seen);
  if (isAccepted(kit)) await oracle.remove(kit);
}

function guid(index: number): string {
  return `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}

/** Why it makes no sense to go on: the token may not create, which the first create tells. */
function mayNot(results: readonly Result[], listed: Answer): string | undefined {
  const last = results.at(-1);
  if (last?.of.subject !== 'create' || isAccepted(last.seen)) return undefined;
  const list = isAccepted(listed) ? '' : ` The list of connections answers ${inShort(listed)}.`;
  return `The first create was answered ${inShort(last.seen)}: nothing else was asked.${list} Give a token that may create connections, or mend the tenant.`;
}
