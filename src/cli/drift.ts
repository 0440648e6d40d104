import { type Difference, type MetadataReport, metadataDrift } from '../drift/index.ts';
import { differenceLines } from './difference-lines.ts';
import { paint, printable } from './paint.ts';
import { reasonOf } from './read-payload.ts';

export interface DriftFlags {
  readonly metadata?: string;
  readonly apiVersion: 'beta' | 'v1.0';
  readonly json?: boolean;
}

/** Says how the world has drifted from the kit. Exit code: 0 not at all, 1 in some way, 2 that cannot be told. */
export async function drift(flags: DriftFlags): Promise<number> {
  if (flags.metadata !== undefined) return await ofMetadata(flags.metadata, flags);
  console.error(paint('red', 'Give --metadata with a file.', process.stderr));
  return 2;
}

async function ofMetadata(file: string, { apiVersion, json }: DriftFlags): Promise<number> {
  let report: MetadataReport;
  try {
    report = await metadataDrift(file, apiVersion);
  } catch (error) {
    console.error(paint('red', printable(`Cannot compare ${file}: ${reasonOf(error)}.`), process.stderr));
    return 2;
  }
  if (json) console.log(JSON.stringify(report, null, 2));
  else
    console.log(
      [summary(report), ...report.differences.map(differenceLines), ...report.notes.map(noteLine)].join('\n\n'),
    );
  return exitCodeOf(report.differences);
}

function summary({ file, version, differences }: MetadataReport): string {
  const name = paint('bold', printable(file));
  return `${name} ${countOf(differences)} ${paint('dim', `(${version}, against the metadata of 2026-08-03)`)}`;
}

function noteLine(note: string): string {
  return paint('dim', printable(note));
}

function countOf({ length }: readonly Difference[]): string {
  if (length === 0) return paint('green', 'says what the kit says');
  return paint('red', length === 1 ? 'differs from the kit in 1 point' : `differs from the kit in ${length} points`);
}

function exitCodeOf(differences: readonly Difference[]): number {
  return differences.length > 0 ? 1 : 0;
}
