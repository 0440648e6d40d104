import { type Builders, createBuilders } from '../builders/index.ts';
import type { ApiVersion } from '../rules/index.ts';
import { readSchema } from './read-payload.ts';
import { printError } from './terminal.ts';

/** The flags of `build`. */
export interface BuildFlags {
  /** Absent: one payload as an object, not an array. */
  readonly count?: number;
  readonly seed: number;
  readonly form: 'full' | 'minimal' | 'largest' | 'documented';
  readonly apiVersion: ApiVersion;
  readonly item?: boolean;
  readonly group?: boolean;
  /** The file with the schema that an item is for. */
  readonly schema?: string;
}

/** Prints valid payloads. Exit code: 0; 2 where the schema of an item is missing or cannot be used. */
export async function build(flags: BuildFlags): Promise<number> {
  const { count, seed, apiVersion: version } = flags;
  const made = await makerOf(flags, createBuilders({ seed, version }));
  if ('problem' in made) {
    printError(made.problem);
    return 2;
  }
  const { one } = made;
  console.log(JSON.stringify(count === undefined ? one() : Array.from({ length: count }, one), null, 2));
  return 0;
}

type Maker = { readonly one: () => unknown } | { readonly problem: string };

async function makerOf(
  { form, item, group, schema: file, apiVersion }: BuildFlags,
  builders: Builders,
): Promise<Maker> {
  if (item && group) return { problem: 'Cannot build an item and a group at once. Use --item or --group.' };
  if (!item && file !== undefined) return { problem: 'The flag --schema is for an item. Add --item, or leave it out.' };
  if (group) return { one: () => builders.group() };
  if (!item) return { one: requestMakers(builders)[form] };
  if (file === undefined) return { problem: 'Cannot build an item without a schema. Add --schema schema.json.' };
  const read = await readSchema(file, apiVersion);
  return 'problem' in read ? read : { one: () => builders.item(read.schema) };
}

function requestMakers(builders: Builders): Readonly<Record<BuildFlags['form'], () => unknown>> {
  return {
    full: () => builders.createRequest(),
    minimal: () => builders.minimalCreateRequest(),
    largest: () => builders.largestCreateRequest(),
    documented: () => builders.documentedCreateRequest(),
  };
}
