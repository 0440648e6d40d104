import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { recordContracts } from '../pact/record-contracts.ts';
import { editorSchemas, fixtures } from './fixtures.ts';
import { documents, withTables } from './readme-tables.ts';

/** Writes everything that is generated and committed: `npm run generate`. Tests compare what it would write. */
const root = fileURLToPath(new URL('../..', import.meta.url));

const files = await fixtures();
for (const folder of ['errors', 'invalid', 'invalid-schema', 'invalid-item'])
  rmSync(join(root, 'fixtures', folder), { recursive: true, force: true });
for (const [path, text] of files) {
  const file = join(root, 'fixtures', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
console.log(`fixtures/: ${files.size} files written`);

const schemas = editorSchemas();
rmSync(join(root, 'schemas'), { recursive: true, force: true });
mkdirSync(join(root, 'schemas'));
for (const [name, text] of schemas) writeFileSync(join(root, 'schemas', name), text);
console.log(`schemas/: ${schemas.size} files written`);

rmSync(join(root, 'pacts'), { recursive: true, force: true });
await recordContracts(join(root, 'pacts'));
console.log('pacts/: every contract recorded');

for (const document of documents) {
  const file = join(root, document);
  writeFileSync(file, withTables(readFileSync(file, 'utf8')));
  console.log(`${document}: tables written`);
}
