import type { CreateConnection } from './client.ts';
import { perform } from './perform.ts';
import type { Performance } from './performance.ts';
import { contrary } from './scenes/index.ts';
import { stringsIn } from './verdicts/index.ts';

/**
 * Whether the client has words of its own for what happened, in whatever language: words that are others when
 * something else happens. One that says "it failed" whatever happens has none.
 */
export async function hasOwnWords(performance: Performance, client: CreateConnection): Promise<boolean> {
  const statuses = performance.sent.map(({ answer }) => answer?.status ?? 0);
  const isOutage = Math.max(...statuses) >= 429;
  const scene = isOutage ? contrary.toOutage : contrary.toRefusal;
  const other = await perform(scene, client, performance.options);
  return wordsOf(performance) !== wordsOf(other);
}

/** What the calls told, without what differs from run to run. */
function wordsOf({ calls }: Performance): string {
  const told = calls.map(({ ending }) => (ending.kind === 'rejected' ? ending.error : Object(ending).value));
  const texts = stringsIn(told)
    .filter(({ path }) => !path.includes('stack'))
    .map(({ text }) => calls.reduce((rest, { asked }) => rest.replaceAll(asked.id, ''), text));
  return texts.join('\n').replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+/gi, '');
}
