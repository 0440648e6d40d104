import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { ended, runCli, startCli } from './run-cli.ts';

// The demo runs a program with the `node` of the PATH.
const env = { PATH: `${dirname(process.execPath)}:${process.env.PATH}` };

test('shows a refusal with its rule and source, a finding of the suite, and how to open the page', async () => {
  const { stdout, stderr, exitCode } = await runCli(['demo'], { env });

  expect(exitCode).toBe(0);
  expect(stderr).toContain('id must contain only ASCII letters and digits, got "contoso-hr". (rule id.alphanumeric)');
  expect(stdout).toContain('The source of the rule: externalConnection resource page');
  expect(stdout).toContain('createConnection: 1 of 2 situations passed, 63 not run');
  expect(stdout).toContain('pace.tooSoon × 1 (throttled.once)');
  expect(stdout).toContain('demo --page');
});

test('serves the page with --page until it is stopped', async () => {
  const child = startCli(['demo', '--page'], env);
  const url = await new Promise<string>((resolve) => {
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const [, found] = /Open (\S+) in a browser/.exec(printed) ?? [];
      if (found !== undefined) resolve(found);
    });
  });

  const status = await fetch(new URL('/status.json', url));
  const page = await fetch(url);
  child.kill('SIGTERM');

  expect([page.status, await status.text()]).toEqual([200, expect.stringContaining('id.alphanumeric')]);
  expect(await ended(child)).toMatchObject({ exitCode: 0 });
});
