import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { entries } from '../entries.ts';
import { inTurns, median } from '../in-turns.ts';
import { processorTime } from '../per-call.ts';
import type { Question } from '../row.ts';

const floor = fileURLToPath(new URL('../floor/first.js', import.meta.url));

/**
 * How long a fresh process takes to import an entry point, beside three small files. The packages of each are loaded
 * before, and zod for all: the first files of a process cost more than the next ones.
 */
export const imports: Question = async () => {
  const subjects = Object.entries(entries).map(
    ([entry, { peers }]) => [entry, () => timeOf(['zod', ...peers], entry)] as const,
  );
  const turns: Readonly<Record<string, readonly number[]>> = await inTurns(
    { ...Object.fromEntries(subjects), floor: () => timeOf(['zod'], floor) },
    7,
  );
  const figure = median(turns.floor ?? []);
  return Object.entries(entries).map(([entry, { peers, atMost }]) => {
    const ours = median(turns[entry] ?? []);
    return {
      what: `import ${entry}${peers.length > 0 ? `, ${peers.join(', ')} being loaded` : ''}`,
      ours,
      peer: { name: 'three files that import the loaded zod', figure },
      unit: 'ms',
      ratio: ours / figure,
      target: { of: 'ratio', atMost },
    };
  });
};

/** Milliseconds of the main thread's processor that the import of a module takes after that of others. */
function timeOf(before: readonly string[], module: string): number {
  const script = `const now = ${processorTime};
    for (const name of ${JSON.stringify(before)}) await import(name);
    const start = now();
    await import(${JSON.stringify(module)});
    console.log(now() - start); process.exit()`;
  return Number(execFileSync('node', ['--input-type=module', '--eval', script], { encoding: 'utf8' }));
}
