import { parseArgs } from 'node:util';
import { differenceText } from '../../../src/cli/drift.ts';
import { apiVersions } from '../../../src/rules/index.ts';
import { metadataDrift } from './metadata-drift.ts';

/**
 * `npm run metadata -- beta beta-Prod.csdl`: prints every point in which a CSDL file of Graph differs from the tables of
 * the kit. The file is a whole one, such as `schemas/beta-Prod.csdl` of microsoftgraph/msgraph-metadata, or one cut down
 * to the namespace. Exit code: 0 no difference, 1 differences, 2 the file could not be compared.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
const [name, file] = positionals;
const version = apiVersions.find((candidate) => candidate === name);

if (version === undefined || file === undefined) {
  // Without a version, properties that only beta declares would be reported as differences of v1.0.
  console.error(`Name the version of the file and the file: npm run metadata -- <${apiVersions.join('|')}> <file>`);
  process.exitCode = 2;
} else {
  process.exitCode = await check(file, version);
}

async function check(path: string, of: (typeof apiVersions)[number]): Promise<number> {
  try {
    const report = await metadataDrift(path, of);
    const { differences, notes } = report;
    const lines = [
      `${path}: ${differences.length} differences from the kit (${of})`,
      ...differences.map(differenceText),
    ];
    console.log(values.json ? JSON.stringify(report, null, 2) : [...lines, ...notes].join('\n\n'));
    return differences.length > 0 ? 1 : 0;
  } catch (error) {
    console.error(`Cannot compare ${path}: ${error instanceof Error ? error.message : error}.`);
    return 2;
  }
}
