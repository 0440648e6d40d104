import { createBuilders } from '../builders/index.ts';
import type { ApiVersion } from '../rules/index.ts';

/** The flags of `build`. */
export interface BuildFlags {
  /** Absent: one payload as an object, not an array. */
  readonly count?: number;
  readonly seed: number;
  readonly form: 'full' | 'minimal' | 'largest' | 'documented';
  readonly apiVersion: ApiVersion;
}

/** Prints valid payloads. Exit code: 0. */
export async function build({ count, seed, form, apiVersion: version }: BuildFlags): Promise<number> {
  const builders = createBuilders({ seed, version });
  const one = {
    full: () => builders.createRequest(),
    minimal: () => builders.minimalCreateRequest(),
    largest: () => builders.largestCreateRequest(),
    documented: () => builders.documentedCreateRequest(),
  }[form];
  console.log(JSON.stringify(count === undefined ? one() : Array.from({ length: count }, one), null, 2));
  return 0;
}
