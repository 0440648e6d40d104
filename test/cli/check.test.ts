import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from './run-in-process.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const valid = JSON.stringify({ id: 'contosohr', name: 'Contoso HR' });
const invalid = JSON.stringify({ id: 'contoso-hr', nickname: 'HR' });

describe('check', () => {
  test('of a valid payload prints so, with exit code 0', async () => {
    const { stdout, stderr, exitCode } = await runInProcess(['check'], { stdin: valid });

    expect(stdout).toBe('Standard input is valid (profile live, v1.0)\n');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
  });

  test('prints what is accepted on v1.0 and exists on beta alone, with exit code 0', async () => {
    const path = await file(
      'people.json',
      JSON.stringify({ ...JSON.parse(valid), enabledContentExperiences: 'search' }),
    );

    const text = await runInProcess(['check', path]);
    const json = await runInProcess(['check', '--json', path]);
    const documented = await runInProcess(['check', '--profile', 'documented', path]);

    expect(text.stdout).toContain('is valid (profile live, v1.0)');
    expect(text.stdout).toContain('Rule settings.betaOnly');
    expect(JSON.parse(json.stdout)).toMatchObject([{ violations: [], advisories: [{ rule: 'settings.betaOnly' }] }]);
    expect([text.exitCode, json.exitCode, documented.exitCode]).toEqual([0, 0, 1]);
  });

  test('explains each broken rule: value, fix, rule and source, with exit code 1', async () => {
    const { stdout, exitCode } = await runInProcess(['check', '-'], { stdin: invalid });

    expect(exitCode).toBe(1);
    expect(stdout).toMatchInlineSnapshot(`
      "Standard input breaks 3 rules (profile live, v1.0)

        Unknown property "nickname".
          > 1 | {"id":"contoso-hr","nickname":"HR"}
              |                               ^
          → Remove the property, or correct its spelling and case.
          Rule property.known, from Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)

        id must contain only ASCII letters and digits, got "contoso-hr".
          > 1 | {"id":"contoso-hr","nickname":"HR"}
              |       ^
          → Use letters and digits only: no hyphen, underscore, space or accent.
          Rule id.alphanumeric, from externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)

        A connection must have a name, got nothing.
          > 1 | {"id":"contoso-hr","nickname":"HR"}
              | ^
          → Add a name; people see it in the admin center.
          Rule name.required, from externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)
      "
    `);
  });

  test('names the rules of the live service for a payload that is valid as documented', async () => {
    const documented = await runInProcess(['check', '--profile', 'documented'], { stdin: '{}' });
    const live = await runInProcess(['check'], { stdin: '{}' });

    expect(documented).toMatchObject({
      exitCode: 0,
      stdout: `Standard input is valid (profile documented, v1.0)
  The live service would refuse it (id.required, name.required). Use --profile live for details.
`,
    });
    expect(live).toMatchObject({ exitCode: 1 });
    expect(live.stdout).toMatch(/^Standard input breaks 2 rules \(profile live, v1.0\)\n/);
  });

  test('checks for the version of --api-version', async () => {
    const stdin = JSON.stringify({ id: 'contosohr', name: 'Contoso HR', complianceSettings: null });
    const documented = ['check', '--profile', 'documented'];

    expect(await runInProcess([...documented, '--api-version', 'beta'], { stdin })).toMatchObject({ exitCode: 0 });
    expect(await runInProcess([...documented, '--api-version', 'v1.0'], { stdin })).toMatchObject({ exitCode: 1 });
  });

  test('names each of several files', async () => {
    const good = await file('good.json', valid);
    const bad = await file('bad.json', invalid);

    const { stdout, exitCode } = await runInProcess(['check', good, bad]);

    expect(exitCode).toBe(1);
    expect(stdout).toContain(`${good} is valid (profile live, v1.0)\n\n${bad} breaks 3 rules`);
  });

  test('--json prints an array of file and violations for machines', async () => {
    const good = await file('good.json', valid);

    const { stdout, exitCode } = await runInProcess(['check', good, '-', '--json'], {
      stdin: '{"id":"contoso-hr","name":"Contoso HR"}',
    });

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      { file: good, violations: [] },
      {
        file: '-',
        violations: [
          {
            rule: 'id.alphanumeric',
            path: '/id',
            value: 'contoso-hr',
            message: 'id must contain only ASCII letters and digits, got "contoso-hr".',
            fix: 'Use letters and digits only: no hyphen, underscore, space or accent.',
            source:
              'externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)',
          },
        ],
      },
    ]);
  });

  test('is coloured only where the environment asks for it', async () => {
    const coloured = await runInProcess(['check'], { stdin: invalid, env: { NO_COLOR: '', FORCE_COLOR: '1' } });
    const plain = await runInProcess(['check'], { stdin: invalid, env: { NO_COLOR: '' } });

    expect(coloured.stdout).toContain('\u001b[31mbreaks 3 rules\u001b[39m');
    expect(plain.stdout).not.toContain('\u001b');
  });

  test('escapes the control characters of a payload', async () => {
    const stdin = JSON.stringify({ id: '\u009b31m\u202e', '\u001b]0;title': 1 });

    const { stdout } = await runInProcess(['check'], { stdin });

    expect(stdout).toContain(String.raw`"\u009b31m\u202e"`);
    expect(stdout).toContain(String.raw`Unknown property "\u001b]0;title"`);
    expect(stdout).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
  });
});

describe('check of an unreadable file', () => {
  test.for([
    ['is empty', '', 'it is empty. It must hold a create request as JSON.'],
    ['ends too early', '{\n  "id": "contosohr",\n', 'it is not JSON at line 3, column 1. Correct it there.'],
    ['has a word without quotes', '{\n  "id": contosohr\n}', 'it is not JSON at line 2, column 9. Correct it there.'],
    ['has an extra comma', '{"id": "contosohr",}', 'it is not JSON at line 1, column 20. Correct it there.'],
    ['has two values', '{} {}', 'it is not JSON at line 1, column 4. Put one value into each file.'],
    ['has JSON lines', '{}\n{}\n', 'it is not JSON at line 2, column 1. Put one value into each file.'],
    ['has a comment', '{\n  // id\n}', 'it is not JSON at line 2, column 3. Correct it there.'],
    [
      'has a line break in a string',
      '{"name": "Contoso\nHR"}',
      'it is not JSON at line 1, column 18. Correct it there.',
    ],
    ['has a bad escape', String.raw`{"name": "C:\home"}`, 'it is not JSON at line 1, column 14. Correct it there.'],
    ['is XML', '<id>contosohr</id>', 'it is not JSON at line 1, column 1. Correct it there.'],
  ])('names the file and the place of a file that %s, with exit code 2', async ([, content = '', reason]) => {
    const path = await file('broken.json', content);

    const { stdout, stderr, exitCode } = await runInProcess(['check', path]);

    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
    expect(stderr.split('\n')[0]).toBe(`Cannot read ${path}: ${reason}`);
  });

  test('shows the line with the place', async () => {
    const path = await file('broken.json', '{\n  "id": contosohr\n}');

    const { stderr } = await runInProcess(['check', path]);

    expect(stderr.split('\n').slice(1)).toEqual(['  1 | {', '> 2 |   "id": contosohr', '    |         ^', '']);
  });

  test('names a missing file and a folder, and checks the other files', async () => {
    const bad = await file('bad.json', invalid);
    const missing = join(folder, 'missing.json');

    const { stdout, stderr, exitCode } = await runInProcess(['check', missing, folder, bad]);

    expect(exitCode).toBe(2);
    expect(stderr).toBe(`Cannot read ${missing}: it does not exist.\nCannot read ${folder}: it is a folder.\n`);
    expect(stdout).toContain(`${bad} breaks 3 rules`);
  });

  test('expands a pattern that the shell has not expanded', async () => {
    const bad = await file('bad.json', invalid);

    const { stdout } = await runInProcess(['check', join(folder, '*.json')]);

    expect(stdout).toContain(`${bad} breaks 3 rules`);
  });

  test('reads a file that begins with a byte order mark, as Windows writes it', async () => {
    const path = await file('windows.json', `\uFEFF${valid}`);

    expect(await runInProcess(['check', path])).toMatchObject({ exitCode: 0 });
  });
});

describe('check of items and schemas', () => {
  const schema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [
      { name: 'title', type: 'string' },
      { name: 'priority', type: 'Int64' },
    ],
  };
  const item = {
    acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
    properties: { title: 'Holidays', priority: 1 },
  };
  const stored = (name: string, value: unknown) => file(name, JSON.stringify(value));

  test('--item --schema checks the properties by the schema', async () => {
    const of = await stored('schema.json', schema);
    const valid = await stored('item.json', item);
    const wrong = await stored('wrong.json', { ...item, properties: { priority: '1', owner: 'Adele' } });

    const both = await runInProcess(['check', '--item', valid, wrong, '--schema', of, '--json']);

    expect(both.exitCode).toBe(1);
    expect(JSON.parse(both.stdout)).toMatchObject([
      { file: valid, violations: [] },
      { file: wrong, violations: [{ rule: 'itemProperties.known' }, { rule: 'itemValue.int64' }] },
    ]);
  });

  test('--item alone takes any properties', async () => {
    const { stdout, exitCode } = await runInProcess(['check', '--item'], { stdin: JSON.stringify(item) });

    expect({ stdout, exitCode }).toEqual({
      stdout: 'Standard input is valid (profile live, v1.0)\n',
      exitCode: 0,
    });
  });

  test('--schema alone checks a schema', async () => {
    const good = await stored('good.json', schema);
    const bad = await stored('bad.json', { ...schema, properties: [] });

    const { stdout, exitCode } = await runInProcess(['check', '--schema', good, bad, '--json']);

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([{ violations: [] }, { violations: [{ rule: 'properties.count' }] }]);
  });

  test('refuses a schema that breaks a rule, with exit code 2', async () => {
    const bad = await stored('bad.json', { ...schema, properties: [] });

    const { stderr, exitCode } = await runInProcess(['check', '--item', '--schema', bad], { stdin: '{}' });

    expect({ stderr, exitCode }).toEqual({
      stderr: `Cannot use ${bad}: it is not a valid schema (rule properties.count). Run check --schema ${bad} for details.\n`,
      exitCode: 2,
    });
  });
});

describe('check --format github', () => {
  test('prints an annotation for each broken rule, at its place in the file', async () => {
    const { stdout, exitCode } = await runInProcess(['check', '--format', 'github'], {
      stdin: '{\n  "id": "contoso-hr",\n  "name": 7\n}',
    });

    expect(exitCode).toBe(1);
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^::error file=-,line=3,col=11,title=json\.string::.+%0AFix: .+$/),
      expect.stringMatching(/^::error file=-,line=2,col=9,title=id\.alphanumeric::id must .+%0AFix: Use letters/),
    ]);
  });

  test('prints nothing for a valid file', async () => {
    const valid = JSON.stringify({ id: 'contosohr', name: 'Contoso HR' });

    expect(await runInProcess(['check', '--format', 'github'], { stdin: valid })).toEqual({
      stdout: '',
      stderr: '',
      exitCode: 0,
    });
  });

  test('lets no value end a command or begin another', async () => {
    const { stdout } = await runInProcess(['check', '--format', 'github'], {
      stdin: JSON.stringify({ id: 'a\n::warning::x%0A' }),
    });

    expect(
      stdout
        .trim()
        .split('\n')
        .every((line) => line.startsWith('::error ')),
    ).toBe(true);
    expect(stdout).toContain('%250A');
  });
});

describe('a file in another encoding', () => {
  const fileOf = (bytes: readonly number[]) => file('encoded.json', Buffer.from(bytes));
  const json = '{"id":"contosohr","name":"HR"}';

  test('with a byte order mark of UTF-8 is read', async () => {
    const path = await fileOf([0xef, 0xbb, 0xbf, ...Buffer.from(json)]);

    expect((await runInProcess(['check', path])).exitCode).toBe(0);
  });

  test.for([
    ['UTF-16 (little endian)', [0xff, 0xfe, ...Buffer.from(json, 'utf16le')], 'body.mark'],
    ['UTF-16 (big endian)', [0xfe, 0xff, ...Buffer.from(json, 'utf16le').swap16()], 'body.mark'],
    [
      'in another encoding, such as Windows-1252 or ISO-8859-1',
      [...Buffer.from('{"id":"contosohr","name":"Größe"}', 'latin1')],
      'body.charset',
    ],
  ] as const)('is named and checked as a server reads it, with an advisory: %s', async ([encoding, bytes, rule]) => {
    const { stdout, stderr, exitCode } = await runInProcess(['check', await fileOf(bytes)]);

    expect(stderr).toContain(`it is ${encoding}, not UTF-8. Save it as UTF-8.`);
    expect(stdout).toContain(`Rule ${rule}`);
    expect(exitCode).toBe(0);
  });

  test('that shows as text without JSON is named, with exit code 2', async () => {
    const { stderr, exitCode } = await runInProcess(['check', await fileOf([...Buffer.from(json, 'utf16le')])]);

    expect(stderr).toContain('it is UTF-16 (little endian) without a byte order mark, not UTF-8. Save it as UTF-8.');
    expect(exitCode).toBe(2);
  });
});
