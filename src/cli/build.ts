import { type Builders, createBuilders } from '../builders/index.ts';
import type { ApiVersion } from '../rules/index.ts';
import { readSchema } from './read-payload.ts';

interface BuildFlags {
  /** Absent: one payload as an object, not an array. */
  readonly count?: number;
  readonly seed: number;
  readonly form: 'full' | 'minimal' | 'largest' | 'documented';
  readonly apiVersion: ApiVersion;
  readonly group?: boolean;
  /** The file with the schema that an item is for. */
  readonly schema?: string;
}

/**
 * Prints valid payloads, and resolves with exit code 0.
 *
 * @throws TypeError where the schema of an item cannot be used.
 */
export async function build({ count, seed, apiVersion: version, ...flags }: BuildFlags): Promise<number> {
  const builders = createBuilders({ seed, version });
  const schema = flags.schema === undefined ? undefined : await readSchema(flags.schema, version);
  const one = () => {
    if (flags.group) return builders.group();
    return schema ? builders.item(schema) : payloads[flags.form](builders);
  };
  console.log(JSON.stringify(count === undefined ? one() : Array.from({ length: count }, one), null, 2));
  return 0;
}

const payloads: Readonly<Record<BuildFlags['form'], (builders: Builders) => unknown>> = {
  full: (builders) => builders.createRequest(),
  minimal: (builders) => builders.minimalCreateRequest(),
  largest: (builders) => builders.largestCreateRequest(),
  documented: (builders) => builders.documentedCreateRequest(),
};
