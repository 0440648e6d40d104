import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { pack } from '../packed/pack.ts';

/** One row of a matrix: a project that installs the tarball and runs. */
export interface Job<Result> {
  readonly name: string;
  /** What it stands for. */
  readonly title: string;
  /** Whether it runs only when it is named. */
  readonly onDemand?: boolean;
  /** @throws Error with all that was printed, when something fails. */
  run(tarball: string): Promise<Result>;
}

/** Where the results of a matrix are kept, from which test/consumers/README.md has its table. */
interface Record {
  readonly file: string;
  /** The command that renews it. */
  readonly update: string;
}

/** How many run at a time: a small machine has two cores. */
const atATime = 2;

/**
 * Packs the kit and runs the jobs with the tarball, all or those that the command line names, with a line for each.
 * Compares what ran with the record; `--update` writes it. Sets the exit code.
 */
export async function runJobs<Result>(jobs: readonly Job<Result>[], record: Record): Promise<void> {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.find((name) => !jobs.some((job) => job.name === name));
  if (unknown) throw new Error(`There is no ${unknown}. There are: ${jobs.map(({ name }) => name).join(', ')}.`);
  const chosen = jobs.filter(({ name, onDemand = false }) => (names.length === 0 ? !onDemand : names.includes(name)));
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-tarball-'));
  const { results, failures } = await runAll(chosen, await pack(folder));
  await rm(folder, { recursive: true, force: true });
  const isWhole = names.length === 0 && failures.length === 0;
  if (isWhole && words.includes('--update')) await writeFile(record.file, textOf(results));
  else if (isWhole && textOf(results) !== (await readFile(record.file, 'utf8'))) {
    failures.push(`What ran is not what ${record.file} says. Run "${record.update}", then "npm run generate".`);
  }
  for (const failure of failures) console.error(`\n${styleText('red', failure)}`);
  console.log(`\n${results.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 && results.length > 0 ? 0 : 1;
}

async function runAll<Result>(jobs: readonly Job<Result>[], tarball: string) {
  const done: { readonly job: Job<Result>; readonly result: Result }[] = [];
  const failures: string[] = [];
  const waiting = [...jobs];
  const runOne = async (job: Job<Result>) => {
    const started = performance.now();
    const seconds = () => styleText('dim', `(${((performance.now() - started) / 1000).toFixed(0)} s)`);
    try {
      done.push({ job, result: await job.run(tarball) });
      console.log(`${styleText('green', '✓')} ${job.title} ${seconds()}`);
    } catch (error) {
      failures.push(`${job.name}: ${error instanceof Error ? error.message : error}`);
      console.log(`${styleText('red', '✗')} ${job.title} ${seconds()}`);
    }
  };
  const work = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await runOne(job);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  const results = jobs.flatMap((job) => done.filter((one) => one.job === job).map(({ result }) => result));
  return { results, failures };
}

function textOf(results: readonly unknown[]): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}
