import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { alias, root } from '../projects.ts';

/** The folders, the one whose tests notice most for their time in front: the first failure ends the run of a mutant. */
const order = ['rules', 'schemas', 'emulator'];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      order.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
    return files.toSorted((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The tests that a mutant of rules, schemas or emulator has to get past. */
export default defineConfig({
  resolve: { alias },
  test: {
    root,
    isolate: false,
    sequence: { sequencer: QuickFirst },
    include: ['test/{rules,schemas,emulator}/**/*.test.ts'],
    // Those that take seconds: they would run for each change that survives the others.
    exclude: [
      '**/*.{fuzz,deep}.test.ts',
      'test/emulator/{retries,plans-by-chance,journal,journal-budget,life}.test.ts',
    ],
  },
});
