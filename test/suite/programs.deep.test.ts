import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandClient, formatSuiteReport, runSuite } from '../../src/suite/index.ts';
import { markdownTable } from '../tables.ts';
import { commandOf, isThere, type Program, programs } from './programs.ts';

/** Enough to see that a right program passes; all of them take minutes on a busy machine. */
const some = [
  'create.plain',
  'create.settings',
  'create.twoAtOnce',
  'name.nonAscii',
  'text.verbatim',
  'answer.truncatedBody',
  'error.htmlPage',
  'duplicate.sameId',
  'permission.missing',
  'throttled.once',
  'throttled.untilDate',
  'connection.reset',
  'connection.hang',
  'lookUp.throttled',
  'lookUp.forbidden',
  'schema.refused',
];

const right = programs.filter(({ defect }) => !defect);
const wrong = programs.filter(({ defect }) => defect);

describe('programs in many languages', { timeout: 600_000 }, () => {
  test.for(right)('$file passes', async (program, { skip }) => {
    skip(!isThere(program), `There is nothing here that runs ${program.file}.`);
    const [command, args] = commandOf(program);
    const report = await runSuite(program.file, commandClient(command, args), { ...program.promises, only: some });

    expect(report, formatSuiteReport(report)).toMatchObject({ failed: 0 });
    expect(report.passed).toBeGreaterThan(some.length / 3);
  });

  test.for(wrong)('$file is caught: $does', async (program, { skip }) => {
    skip(!isThere(program), `There is nothing here that runs ${program.file}.`);
    const [command, args] = commandOf(program);
    const [kind, key = ''] = program.defect ?? [];
    const report = await runSuite(program.file, commandClient(command, args), { ...program.promises, only: [key] });

    expect(report.situations.flatMap(({ findings }) => findings.map((one) => one.kind))).toContain(kind);
  });
});

const mark = '<!-- programs -->';

test('the guide has a table of them', async () => {
  const guide = new URL('../../src/suite/command/README.md', import.meta.url);
  const [text = ''] = readFileSync(guide, 'utf8').split(mark);

  await expect(`${text}${mark}\n\n${tableOf(programs)}\n`).toMatchFileSnapshot(fileURLToPath(guide));
});

function tableOf(all: readonly Program[]): string {
  const rows = all.map(({ file, does, promises = {}, defect }) => [
    `\`${file}\``,
    does,
    Object.entries(promises)
      .map(([name, value]) => `\`${name}: ${JSON.stringify(value).replaceAll('"', "'")}\``)
      .join(', '),
    defect ? `\`${defect[0]}\` in \`${defect[1]}\`` : 'passes',
  ]);
  return markdownTable([['Program', 'What it does', 'Options', 'Suite'], ...rows]);
}
