import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Question, Row } from '../row.ts';

/** What a create through our handlers costs beside a bare handler, on each major of MSW in a process of its own. */
export const handlers: Question = async () => [...(await measuredOn('msw')), ...(await measuredOn('msw2'))];

async function measuredOn(alias: 'msw' | 'msw2'): Promise<readonly Row[]> {
  const child = fork(new URL('../intercepted.ts', import.meta.url), {
    execArgv: alias === 'msw2' ? ['--import', new URL('../resolve-msw2.ts', import.meta.url).href] : [],
  });
  const [rows] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (!Array.isArray(rows)) throw new Error(`The measurement on ${alias} ended with exit code ${rows}.`);
  return rows;
}
