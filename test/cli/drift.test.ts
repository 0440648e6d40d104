import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './run-cli.ts';

const cut = fileURLToPath(new URL('../drift/beta.csdl.xml', import.meta.url));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drift-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(content: string): Promise<string> {
  const path = join(folder, 'metadata.xml');
  await writeFile(path, content);
  return path;
}

describe('drift --metadata', { timeout: 60_000 }, () => {
  test('of metadata that the rules agree with says so, with exit code 0', async () => {
    expect(await runCli(['drift', '--metadata', cut])).toEqual({
      stdout: `${cut} says what the kit says (beta, against the metadata of 2026-08-03)\n`,
      stderr: '',
      exitCode: 0,
    });
  });

  test('explains each difference, the worst first, with exit code 1', async () => {
    const path = await file(
      readFileSync(cut, 'utf8')
        .replace('<Member Name="and" Value="1" />', '')
        .replace('<ComplexType Name="acl">', '<ComplexType Name="aal" /><ComplexType Name="acl">'),
    );

    const { stdout, exitCode } = await runCli(['drift', '--metadata', path]);

    expect(exitCode).toBe(1);
    expect(stdout.replace(path, '<file>')).toMatchInlineSnapshot(`
      "<file> differs from the kit in 2 points (beta, against the metadata of 2026-08-03)

        breaking  binaryOperator/and removed
          the kit  the member exists
          seen     no such member
          metadata: Graph's metadata says otherwise; rules json.binaryOperator, propertyRule.valuesJoinedBy

        minor     aal added
          the kit  no such type
          seen     the type exists
          metadata: Graph's metadata says otherwise
      "
    `);
  });

  test('--json prints the report for machines', async () => {
    const path = await file(readFileSync(cut, 'utf8').replace('<Member Name="and" Value="1" />', ''));

    const { stdout, exitCode } = await runCli(['drift', '--metadata', path, '--json']);

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      mode: 'metadata',
      file: path,
      version: 'beta',
      differences: [{ subject: 'binaryOperator/and', severity: 'breaking', attribution: 'metadata' }],
    });
  });

  test.for([
    ['is missing', 'missing.xml', 'there is no such file'],
    ['is no XML', 'package.json', 'it is no XML from line 1, column 2 on (Non-whitespace before first tag.)'],
  ] as const)('of a file that %s says so, with exit code 2', async ([, path, reason]) => {
    expect(await runCli(['drift', '--metadata', path])).toEqual({
      stdout: '',
      stderr: `Cannot compare ${path}: ${reason}.\n`,
      exitCode: 2,
    });
  });
});
