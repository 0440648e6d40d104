import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { textTable } from '../tables.ts';
import { questions } from './questions/index.ts';
import { type Results, unexplained, updated } from './results.ts';
import { cellsOf, columns } from './results-table.ts';
import { nameOf, type Row } from './row.ts';

/**
 * `npm run bench`: measures every question, or those that are named, such as `npm run bench -- handlers growth`;
 * `-- --update` writes the figures to results.json, from which `npm run generate` makes the table of README.md beside it.
 * Exits with 1 where a target is missed that results.json does not explain.
 */
const file = new URL('results.json', import.meta.url);
const { values, positionals } = parseArgs({ options: { update: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(questions, name));
if (unknown.length > 0) {
  console.error(`No question is named ${unknown.join(', ')}. There are: ${Object.keys(questions).join(', ')}.`);
  process.exit(2);
}

const asked = Object.keys(questions).filter((name) => positionals.length === 0 || positionals.includes(name));
const before: Results = JSON.parse(readFileSync(file, 'utf8'));
const measured: Record<string, readonly Row[]> = {};
for (const [position, name] of asked.entries()) {
  process.stderr.write(`${position + 1} of ${asked.length}: ${name} …\n`);
  measured[name] = await rowsOf(name);
  print(name, measured[name]);
}

if (values.update) {
  const machine = `Node ${process.versions.node}, ${availableParallelism()} cores`;
  writeFileSync(file, `${JSON.stringify(updated(before, machine, measured), null, 2)}\n`);
}
const failures = unexplained(Object.values(measured).flat(), before.missed);
for (const row of failures) console.error(`Missed its target: ${nameOf(row)}. It is not explained in results.json.`);
// What a question started may still be closing.
process.exit(failures.length === 0 ? 0 : 1);

async function rowsOf(name: string): Promise<readonly Row[]> {
  const child = fork(new URL('measure.ts', import.meta.url), [name]);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The question ${name} ended with exit code ${code}.`);
  });
  const [rows] = await Promise.race([once(child, 'message'), failed]);
  return rows;
}

function print(title: string, rows: readonly Row[]): void {
  const lines = [[title, ...columns.slice(1)], ...rows.map((row) => cellsOf(row, before.missed))];
  console.log(`${textTable(lines)}\n`);
}
