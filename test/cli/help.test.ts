import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runInProcess } from './run-in-process.ts';

describe('--help', () => {
  test.for([[], ['serve'], ['run'], ['demo'], ['check'], ['build'], ['explain'], ['drift'], ['verify'], ['suite']])(
    'of %j shows the usage with examples',
    async (command) => {
      const { stdout, exitCode } = await runInProcess([...command, '--help']);

      expect(exitCode).toBe(0);
      await expect(stdout).toMatchFileSnapshot(`help/${command[0] ?? 'all'}.txt`);
    },
  );

  test('is printed to the error stream for a command line without a command', async () => {
    const help = await runInProcess(['--help']);

    expect(await runInProcess([])).toEqual({ stdout: '', stderr: help.stdout, exitCode: 2 });
  });
});

test.for([
  [['-h'], ['--help']],
  [['help'], ['--help']],
  [['help', 'help'], ['--help']],
  [['help', '--help'], ['--help']],
  [
    ['serve', '-h'],
    ['serve', '--help'],
  ],
  [
    ['help', 'serve'],
    ['serve', '--help'],
  ],
])('%j prints the same as %j', async ([spelling = [], help = []]) => {
  expect(await runInProcess(spelling)).toEqual(await runInProcess(help));
});

test.for(['--version', '-V'])('%s prints the version of the package', async (flag) => {
  expect(await runInProcess([flag])).toEqual({ stdout: `${packageJson.version}\n`, stderr: '', exitCode: 0 });
});

describe('a wrong flag', () => {
  test.for([
    [
      ['serve', '--port', 'many'],
      "option '--port <number>' argument 'many' is invalid. Use a whole number from 0 to 65535.",
    ],
    [
      ['serve', '--port', '65536'],
      "option '--port <number>' argument '65536' is invalid. Use a whole number from 0 to 65535.",
    ],
    [['serve', '--seed', '-1'], "option '--seed <number>' argument '-1' is invalid. Use a whole number from 0."],
    [
      ['serve', '--profile', 'lively'],
      "option '--profile <profile>' argument 'lively' is invalid. Allowed choices are documented, live.",
    ],
    [
      ['check', '--api-version', 'v2.0'],
      "option '--api-version <version>' argument 'v2.0' is invalid. Allowed choices are beta, v1.0.",
    ],
    [
      ['build', '--seed', '9007199254740992'],
      "option '--seed <number>' argument '9007199254740992' is invalid. Use a whole number from 0 to 9007199254740991.",
    ],
    [
      ['build', '--count', '0'],
      "option '--count <number>' argument '0' is invalid. Use a whole number from 1 to 100000.",
    ],
    [
      ['run', '--roles', ',', '--', 'node'],
      "option '--roles <names>' argument ',' is invalid. Use names with commas between them.",
    ],
    [
      ['suite', '--timeout', '86401'],
      "option '--timeout <seconds>' argument '86401' is invalid. Use a number of seconds above 0, up to 86400.",
    ],
    [
      ['build', '--form', 'huge'],
      "option '--form <form>' argument 'huge' is invalid. Allowed choices are full, minimal, largest, documented.",
    ],
    [['build', '--counts', '3'], "unknown option '--counts'\n(Did you mean --count?)"],
    [
      ['verify', '--timeout', 'long'],
      "option '--timeout <seconds>' argument 'long' is invalid. Use a whole number from 1 to 86400.",
    ],
    [
      ['verify', '--selector', '{branch}'],
      'option \'--selector <selector>\' argument \'{branch}\' is invalid. Use mainBranch, branch=main, or JSON such as {"environment":"production"}.',
    ],
    [['chekc'], "unknown command 'chekc'\n(Did you mean check?)"],
    [['help', 'chekc'], "unknown command 'chekc'\n(Did you mean check?)"],
    [['help', 'nope'], "unknown command 'nope'"],
    [['nope', '--help'], "unknown command 'nope'"],
    [['run', '--', ''], "argument 'command' is empty"],
    [['check', ''], "argument 'file' is empty"],
    [['check', '-', '-'], '- names standard input, which can be read once. Use it for one file.'],
    [['check', '--item', '-', '--schema', '-'], '- names standard input, which can be read once. Use it for one file.'],
    [['serve', '--load', '-', '--load', '-'], '- names standard input, which can be read once. Use it for one file.'],
    [['suite', '--allow', 'a.example'], '--allow needs --unchanged. Add it, or leave --allow out.'],
    [['suite', '--list', '--junit', 'a.xml'], "option '--list' cannot be used with option '--junit <file>'"],
    [['suite', '--tls', '--unchanged'], "option '--tls' cannot be used with option '--unchanged'"],
    [['check', '--json', '--format', 'text'], "option '--json' cannot be used with option '--format <format>'"],
    [['serve', '--ca-file', 'ca.pem'], '--ca-file needs --proxy. Add it, or leave --ca-file out.'],
    [['serve', '--ca-dir', 'ca'], '--ca-dir needs --proxy. Add it, or leave --ca-dir out.'],
    [['run', '--json', 'a', '--har', './a', '--', 'node'], '--json and --har name the same file. Name one for each.'],
    [
      ['suite', '--junit', 'a', '--adds', 'a', '--', 'node'],
      '--junit and --adds name the same file. Name one for each.',
    ],
    [['serve', '--key', 'key.pem'], '--key needs --cert. Add it, or leave --key out.'],
    [
      ['serve', '--tls-name', 'graph.test', '--cert', 'c.pem', '--key', 'k.pem'],
      "option '--tls-name <name>' cannot be used with option '--cert <file>'",
    ],
    [
      ['run', '--json', '-', '--', 'node'],
      "option '--json <file>' argument '-' is invalid. Standard output has other output already: name a file.",
    ],
    [
      ['run', '--json', '--', 'node'],
      "option '--json <file>' argument '--' is invalid. Use a value that is not empty and does not begin with a hyphen.",
    ],
    [
      ['drift', '--graph-url', '--dry-run'],
      "option '--graph-url <url>' argument '--dry-run' is invalid. Use a value that is not empty and does not begin with a hyphen.",
    ],
    [
      ['verify', '--junit='],
      "option '--junit <file>' argument '' is invalid. Use a value that is not empty and does not begin with a hyphen.",
    ],
    [['suite', '--only', ''], "option '--only <keys>' argument '' is invalid. Use names with commas between them."],
    [['serve', '--\u001b[31m'], String.raw`unknown option '--\u001b[31m'`],
    [['build', 'this'], "too many arguments for 'build'. Expected 0 arguments but got 1: this."],
  ] as const)('of %j is named, with what is allowed, and exit code 2', async ([args, message]) => {
    const { stdout, stderr, exitCode } = await runInProcess(args);

    expect(stderr).toBe(`error: ${message}\nAdd --help to see the usage.\n`);
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 });
  });
});
