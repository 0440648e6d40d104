import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ApiVersion } from '../../../src/rules/index.ts';
import { documentPath } from '../../openapi/document.ts';

const input = documentPath('documented');

import { projectWith, runIn } from './temporary-project.ts';

/** The rivals that are installed for this alone. */
export const versions = { orval: '8.38.0', 'zod-schema-faker': '2.1.1' } as const;

interface Schema {
  safeParse(value: unknown): { readonly success: boolean };
}

/** What orval and zod-schema-faker make of the kit's OpenAPI document and schema. */
export interface Generated {
  /** Orval's zod schema of a create request. */
  readonly orvalSchema: Readonly<Record<ApiVersion, Schema>>;
  /** Orval's mock of a create request. */
  readonly orvalRequest: Readonly<Record<ApiVersion, () => unknown>>;
  /** A value of zod-schema-faker for a zod schema. */
  fake(schema: unknown): unknown;
}

/** Lets the rivals generate; each draws from the seed. */
export async function generate(seed: number): Promise<Generated> {
  const folder = await projectWith({ ...versions, zod: '4.6.7', '@faker-js/faker': '10.6.0' });
  writeFileSync(join(folder, 'orval.config.mjs'), `export default ${JSON.stringify(configuration)};`);
  await runIn(folder, 'node_modules/orval/dist/bin/orval.mjs', ['--config', 'orval.config.mjs']);

  const schemas = await load(join(folder, 'generated/zod.ts'));
  const mocks = await load(withExtensions(join(folder, 'generated/schemas.faker.ts')));
  const within = createRequire(join(folder, 'package.json'));
  const { faker } = await load(within.resolve('@faker-js/faker'));
  const { fake, setFaker } = await load(within.resolve('zod-schema-faker/v4'));
  // Both rivals draw from the one faker that is global.
  (faker as { seed(seed: number): void }).seed(seed);
  call(setFaker, faker);
  return {
    orvalSchema: {
      beta: schemas.CreateConnectionBetaBody as Schema,
      'v1.0': schemas.CreateConnectionV1Body as Schema,
    },
    orvalRequest: {
      beta: () => call(mocks.getCreateConnectionRequestBetaMock),
      'v1.0': () => call(mocks.getCreateConnectionRequestMock),
    },
    fake: (schema) => call(fake, schema),
  };
}

const configuration = {
  zod: { input, output: { client: 'zod', target: 'generated/zod.ts' } },
  mocks: {
    input,
    output: {
      client: 'fetch',
      mode: 'split',
      target: 'generated/mocks.ts',
      mock: { generators: [{ type: 'faker', schemas: true }] },
    },
  },
};

/** The file of orval with the one import of its own written as Node resolves it. */
function withExtensions(file: string): string {
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll("from './mocks'", "from './mocks.schemas.ts'"));
  return file;
}

function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  return import(pathToFileURL(file).href);
}

function call(made: unknown, ...args: readonly unknown[]): unknown {
  if (typeof made !== 'function') throw new Error('A rival has generated something else than it used to.');
  return made(...args);
}
