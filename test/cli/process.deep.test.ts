import { once } from 'node:events';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runCli, startCli } from './run-cli.ts';

test('prints to standard output and exits with 0', async () => {
  expect(await runCli(['--version'])).toEqual({ stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 });
});

test('prints bad usage to standard error and exits with 2', async () => {
  expect(await runCli(['chekc'])).toMatchObject({ stdout: '', exitCode: 2 });
});

test('reads standard input and exits with the code of the command', async () => {
  const { stdout, exitCode } = await runCli(['check'], { stdin: '{"id":"contoso-hr"}' });

  expect(stdout).toContain('Standard input breaks 2 rules');
  expect(exitCode).toBe(1);
});

test('exits with 2 when the reader of its output closes it', async () => {
  const child = startCli(['build', '--count', '2000']);
  child.stdout.once('data', () => child.stdout.destroy());

  const [exitCode] = await once(child, 'exit');

  expect(exitCode).toBe(2);
});

test('names the command that installs a package that is missing, and exits with 2', async () => {
  const hook = `import { registerHooks } from 'node:module';
    registerHooks({
      resolve: (name, context, next) => next(name, name.startsWith('@faker-js') ? { ...context, parentURL: 'file:///a.js' } : context),
    });`;
  const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(hook)}`;

  expect(await runCli(['build'], { env: { NODE_OPTIONS } })).toEqual({
    stdout: '',
    stderr:
      'This command needs the package @faker-js/faker, which is not installed. Run: npm install --save-dev @faker-js/faker\n',
    exitCode: 2,
  });
});
