import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folders, the one whose tests notice most for their time in front: the first failure ends the run of a mutant. */
const order = ['rules', 'schemas', 'generate', 'builders', 'emulator', 'drift', 'conformance'];

class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      order.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
    return files.toSorted((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

/** The tests that a mutant of rules, schemas or emulator has to get past. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^external-connection-testkit$/, replacement: `${root}src/index.ts` },
      { find: /^external-connection-testkit\/(\w+)$/, replacement: `${root}src/$1/index.ts` },
    ],
  },
  test: {
    root,
    isolate: false,
    sequence: { sequencer: QuickFirst },
    include: [
      'test/{rules,schemas,emulator}/**/*.test.ts',
      'test/builders/invalid-create-requests.test.ts',
      'test/builders/invalid-schema-requests.test.ts',
      'test/conformance/agreement.test.ts',
      'test/drift/metadata.test.ts',
      'test/generate/fixtures.test.ts',
    ],
    exclude: ['**/*.{deep,fuzz}.test.ts'],
  },
});
