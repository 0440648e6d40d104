import { type Difference, metadataDrift } from '../drift/index.ts';
import { differenceLines } from './difference-lines.ts';
import { driftOfTenant, type TenantFlags } from './drift-tenant.ts';
import { paint, printable, printableJson } from './paint.ts';
import { reasonOf } from './read-payload.ts';

export interface DriftFlags extends Omit<TenantFlags, 'url'> {
  readonly metadata?: string;
  readonly url?: string;
}

/** Says how the world has drifted from the kit. Exit code: 0 not at all, 1 in some way, 2 that cannot be told. */
export async function drift({ metadata, url, ...flags }: DriftFlags): Promise<number> {
  if (metadata !== undefined && url === undefined) return await driftOfMetadata(metadata, flags);
  if (url !== undefined && metadata === undefined) return await driftOfTenant({ ...flags, url });
  console.error(
    paint('red', 'Give either --metadata with a file, or --url with the root of a service.', process.stderr),
  );
  return 2;
}

async function driftOfMetadata(file: string, { apiVersion, json }: Omit<TenantFlags, 'url'>): Promise<number> {
  try {
    const report = await metadataDrift(file, apiVersion);
    const { differences, notes } = report;
    const against = paint('dim', `(${apiVersion}, against the metadata of 2026-08-03)`);
    const first = `${paint('bold', printable(file))} ${countOf(differences)} ${against}`;
    const rest = [...differences.map(differenceLines), ...notes.map((note) => paint('dim', printable(note)))];
    console.log(json ? printableJson(report) : [first, ...rest].join('\n\n'));
    return differences.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(paint('red', printable(`Cannot compare ${file}: ${reasonOf(error)}.`), process.stderr));
    return 2;
  }
}

function countOf({ length }: readonly Difference[]): string {
  if (length === 0) return paint('green', 'says what the kit says');
  return paint('red', length === 1 ? 'differs from the kit in 1 point' : `differs from the kit in ${length} points`);
}
