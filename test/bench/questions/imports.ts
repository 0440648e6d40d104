import { execFileSync } from 'node:child_process';
import { entries } from '../entries.ts';
import { compared, inTurns } from '../in-turns.ts';
import type { Question, Row } from '../row.ts';

/** How long a fresh process takes to import an entry point, beside its peers alone. */
export const imports: Question = async () => {
  const rows: Row[] = [];
  for (const [entry, peers] of Object.entries(entries)) {
    const turns = await inTurns({ ours: () => timeOf([entry]), peer: () => timeOf(peers) }, 5);
    const { peer: figure, ...figures } = compared(turns.ours, turns.peer);
    rows.push({ what: `import ${entry}`, ...figures, peer: { name: peers.join(', '), figure }, unit: 'ms' });
  }
  return rows;
};

/** Milliseconds of the processor that imports take; the start of Node does not count. */
function timeOf(modules: readonly string[]): number {
  const script = `const now = () => process.threadCpuUsage().user + process.threadCpuUsage().system;
    const start = now();
    for (const name of ${JSON.stringify(modules)}) await import(name);
    console.log((now() - start) / 1000); process.exit()`;
  return Number(execFileSync('node', ['--input-type=module', '--eval', script], { encoding: 'utf8' }));
}
