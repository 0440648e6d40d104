import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest, longest first; begun at the end, one core would wait for it. */
const longest = ['test/consumers/packed/packed.test.ts', 'test/server/fuzz.test.ts', 'test/emulator/fuzz.test.ts'];

/** Vitest's own order goes by how long each file took the last time, which a clean clone does not know. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = longest.findIndex((file) => moduleId.endsWith(file));
  return rank === -1 ? longest.length : rank;
}
