import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBuilders } from '../../src/builders/index.ts';
import { createProgram } from '../../src/cli/program.ts';
import { createEmulator, faults } from '../../src/emulator/index.ts';
import { checkItem, schemasFor } from '../../src/index.ts';
import { handlersFor } from '../../src/msw/index.ts';
import { createConnectionContract, verifyProvider } from '../../src/pact/index.ts';
import { startServer } from '../../src/server/index.ts';
import { runSuite } from '../../src/suite/index.ts';
import { root } from '../projects.ts';

/** Each calls a function with an option that it does not have: its error lists those that it has. */
const functions = {
  builders: {
    createBuilders: (options) => createBuilders(options),
    accessToken: (options) => createBuilders().accessToken(options),
  },
  emulator: {
    createEmulator: (options) => createEmulator(options),
    plan: (options) => createEmulator().plan(faults.hang(), options),
    put: (options) => createEmulator().put({ id: 'contosohr' }, options),
  },
  msw: { handlersFor: (options) => handlersFor(createEmulator(), options) },
  pact: {
    createConnectionContract: (options) => createConnectionContract({ consumer: 'contoso-hr', ...options }),
    verifyProvider: (options) => verifyProvider(options),
  },
  schemas: { schemasFor: (options) => schemasFor(options), checkItem: (options) => checkItem({}, options) },
  server: { startServer: (options) => startServer(options) },
  suite: { runSuite: (options) => runSuite('a client', async () => {}, options) },
} satisfies Record<string, Record<string, (options: object) => unknown>>;

const rows = Object.entries(functions).flatMap(([module, each]) =>
  Object.entries(each).map(([name, call]) => ({ module, name, call })),
);

describe('the guide of a module', () => {
  test.for(rows)('$module names every option of $name', async ({ module, call }) => {
    const guide = readFileSync(join(root, 'src', module, 'README.md'), 'utf8');

    const options = await optionsOf(call);

    expect(options.filter((option) => !new RegExp(`\`[^\`\\n]*\\b${option}\\b[^\`\\n]*\``).test(guide))).toEqual([]);
    expect(options.length).toBeGreaterThan(0);
  });
});

/** The guides that stand for a command, beside that of the command line. */
const guides: Readonly<Record<string, readonly string[]>> = {
  serve: ['server', 'server/proxy'],
  run: ['server/proxy'],
  suite: ['suite/command'],
  drift: ['drift'],
  verify: ['pact'],
};

describe('the guide of a command', () => {
  test.for(createProgram(() => {}).commands)('names every flag of $_name', (command) => {
    const guide = ['cli', ...(guides[command.name()] ?? [])]
      .map((folder) => readFileSync(join(root, 'src', folder, 'README.md'), 'utf8'))
      .join('\n');

    const flags = command.options.flatMap(({ long }) => long ?? []).filter((flag) => flag !== '--help');

    expect(flags.filter((flag) => !new RegExp(`${flag}(?![\\w-])`).test(guide))).toEqual([]);
  });
});

async function optionsOf(call: (options: object) => unknown): Promise<string[]> {
  try {
    await call({ zzzzzzzzzzzz: true });
  } catch (error) {
    const list = /It has (.*)\.$/.exec(error instanceof Error ? error.message : '')?.[1];
    if (list) return list.split(', ');
  }
  throw new Error('The function does not list its options.');
}
