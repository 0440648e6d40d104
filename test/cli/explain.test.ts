import { describe, expect, test } from 'vitest';
import { rules } from '../../src/index.ts';
import { runInProcess } from './run-in-process.ts';

describe('explain', () => {
  test('prints a rule with where it applies, samples, response, fix and source', async () => {
    const { stdout, exitCode } = await runInProcess(['explain', 'id.length']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "id.length: id must be 3 to 32 characters long.
        Where     /id
        Requests  createConnection, updateConnection
        Profiles  documented, live
        Versions  beta, v1.0
        Response  400 InvalidRequest
        Accepts   "hr1", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        Rejects   "hr", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""
        Fix       Choose an id of 3 to 32 characters.
        Source    externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection) (documented)
      "
    `);
  });

  test('explains every rule of the table', async () => {
    const { stdout, exitCode } = await runInProcess(['explain', ...rules.map(({ id }) => id)]);

    expect(exitCode).toBe(0);
    for (const { id, message } of rules) expect(stdout).toContain(`${id}: ${message}`);
    expect(stdout).not.toContain('undefined');
  });

  test('lists every rule where none is named', async () => {
    const { stdout } = await runInProcess(['explain']);

    expect(stdout.trim().split('\n')).toHaveLength(rules.length);
    expect(stdout).toMatch(/^id\.alphanumeric {2,}id must contain only ASCII letters and digits\.$/m);
  });

  test('names the nearest rule for one that does not exist', async () => {
    expect(await runInProcess(['explain', 'id.lenght'])).toEqual({
      stdout: '',
      stderr: 'There is no rule "id.lenght". Did you mean "id.length"?\n',
      exitCode: 2,
    });
  });
});
