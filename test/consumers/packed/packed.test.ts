import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { blocksIn } from '../../readme/markdown.ts';
import { createEmptyProject, type EmptyProject } from './empty-project.ts';
import { firstReadmeBlock } from './markdown-block.ts';
import { root, versionOf } from './repository.ts';

const compilers = ['typescript5', 'typescript6', 'typescript'].map((name) => ({ name, version: versionOf(name) }));

describe('in an empty project, after the install line of the README', () => {
  let project: EmptyProject;

  beforeAll(async () => {
    project = await createEmptyProject();
  });
  afterAll(() => project?.remove());

  test('the first example of the README passes', async () => {
    await project.write('connection.test.ts', firstReadmeBlock('ts'));

    const report = await project.run('npx', 'vitest', 'run');

    expect(report).toMatch(/Tests {2}1 passed \(1\)/);
  });

  test('plain JavaScript creates a connection in the emulator', async () => {
    const printed = await project.run('node', 'create-connection.mjs');

    expect(printed).toBe('201\n');
  });

  test('the commands of the skill for coding agents run, one after the other', async () => {
    const skill = await readFile(join(root, 'src/cli/skill/SKILL.md'), 'utf8');
    const commands = blocksIn(skill).filter(({ language }) => language === 'sh');

    for (const { code } of commands) await project.runLines(code);

    expect(commands).toHaveLength(3);
  });

  test('contracts are there as data without Pact, and recording and verifying say in a line what to install', async () => {
    const printed = await project.run('node', 'use-pact.mjs');

    expect(printed.split('\n')).toEqual([
      'a create with id, name and description',
      expect.stringMatching(/Run: npm install --save-dev @pact-foundation\/pact$/),
      expect.stringMatching(/Run: npm install --save-dev @pact-foundation\/pact$/),
      '',
    ]);
  });

  test.for(compilers)(
    'TypeScript $version accepts every entry point and its declarations, and refuses wrong use',
    async ({ name }) => {
      const diagnostics = await project.run('node', join(root, 'node_modules', name, 'bin/tsc'));

      expect(diagnostics).toBe('');
    },
  );

  test('every declaration that needs no MSW needs the types of Node alone, not those of the DOM', async () => {
    const entries = ['', '/builders', '/emulator', '/matchers', '/pact', '/server', '/suite'];
    await project.write(
      'node-types.ts',
      entries.map((entry) => `import 'external-connection-testkit${entry}';`).join('\n'),
    );
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types'), '--lib', 'es2023'];
    const options = ['--ignoreConfig', '--noEmit', '--module', 'nodenext', '--skipLibCheck', 'false', ...types];

    const diagnostics = await project.run(
      'node',
      join(root, 'node_modules/typescript/bin/tsc'),
      ...options,
      'node-types.ts',
    );

    expect(diagnostics).toBe('');
  });
});
