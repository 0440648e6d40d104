import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Verdict } from './judge.ts';

/** The suite mostly waits to see whether a client still does something, so there may be more than there are cores. */
const shares = 8;

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * The verdict on every client by its name, from several processes at once.
 *
 * @throws Error naming the share when one ended before it was through.
 */
export async function judgeAll(): Promise<ReadonlyMap<string, Verdict>> {
  const verdicts = await Promise.all(Array.from({ length: shares }, (_, share) => judgedBy(share)));
  return new Map(verdicts.flat().map((verdict) => [verdict.name, verdict]));
}

function judgedBy(share: number): Promise<readonly Verdict[]> {
  const execArgv = ['--import', path('from-sources.ts')];
  const child = fork(path('judge-share.ts'), [String(share), String(shares)], {
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const verdicts: Verdict[] = [];
  let said = '';
  child.on('message', (verdict: Verdict) => verdicts.push(verdict));
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => {
      const last = verdicts.at(-1)?.name ?? 'nobody';
      if (code === 0) resolve(verdicts);
      else reject(new Error(`Share ${share} ended with ${code} after it had judged ${last}.\n${said}`));
    });
  });
}
