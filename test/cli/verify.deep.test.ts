import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createEmulator } from 'external-connection-testkit/emulator';
import { startServer } from 'external-connection-testkit/server';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveHandler } from '../../src/server/serve-handler.ts';
import { jsonBody, jsonFile, pactFile } from '../pact/verify/pact-file.ts';
import { runCli } from './run-cli.ts';

const canary = 'canary-access-token';

/** Three interactions: one holds, one fails, one fails and may. */
function mixedPact(): string {
  return pactFile([
    {},
    { description: 'a <request> for "more" & more', response: { status: 200, body: jsonBody({ id: 'other' }) } },
    { description: 'work in progress', pending: true, response: { status: 418 } },
  ]);
}

describe('verify', { timeout: 60_000 }, () => {
  test('prints each interaction in a line, then what was expected and received, with exit code 1', async () => {
    const { stdout, stderr, exitCode } = await runCli(['verify', mixedPact()]);

    expect(stdout).toMatchInlineSnapshot(`
      "hr → graph
        ✓ a request for a connection (given a connection exists)
        ✗ a <request> for "more" & more (given a connection exists)
        ! pending work in progress (given a connection exists)

      ✗ a <request> for "more" & more (given a connection exists)
          GET /v1.0/external/connections/contosohr got 200.
          body $.id: expected to be equal to 'other' (String), got 'contosohr' (String)

      ! pending work in progress (given a connection exists)
          GET /v1.0/external/connections/contosohr got 200.
          status: expected 418, got 200

      1 passed, 1 failed, 1 pending
      "
    `);
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
  });

  test('without pacts verifies the contracts of the package, with exit code 0', async () => {
    const { stdout, exitCode } = await runCli(['verify']);

    expect(stdout).toMatch(
      /external-connection-testkit → microsoft-graph-external-connections-beta[\s\S]*\n60 passed\n$/,
    );
    expect(exitCode).toBe(0);
  });

  test('--json prints the results', async () => {
    const { stdout } = await runCli(['verify', '--json', mixedPact()]);

    expect(JSON.parse(stdout)).toMatchObject({ totals: { passed: 1, failed: 1, pending: 1, skipped: 0 } });
  });

  test('--junit writes well-formed XML with every interaction', async () => {
    const file = jsonFile('');

    await runCli(['verify', '--junit', file, mixedPact()]);

    const xml = readFileSync(file, 'utf8');
    const read = execFileSync('python3', ['-c', reader, file], { encoding: 'utf8' });
    expect(read).toMatchInlineSnapshot(`
      "a request for a connection (given a connection exists) []
      a <request> for "more" & more (given a connection exists) [('failure', "body $.id: expected to be equal to 'other' (String), got 'contosohr' (String)", "GET /v1.0/external/connections/contosohr got 200.\\nbody $.id: expected to be equal to 'other' (String), got 'contosohr' (String)")]
      work in progress (given a connection exists) [('skipped', 'pending', None), ('system-out', None, 'GET /v1.0/external/connections/contosohr got 200.\\nstatus: expected 418, got 200')]
      "
    `);
    expect(xml).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites tests="3" failures="1" errors="0" skipped="1"/,
    );
  });

  test.for(['/dev/full', '/does/not/exist.xml'])(
    'prints the table, the cause and a fix, and exits with 2, when --junit names %s',
    async (file) => {
      const { stdout, stderr, exitCode } = await runCli(['verify', '--junit', file, pactFile([{}])]);

      expect(stdout).toContain('1 passed');
      expect(stderr).toMatch(/^Failed to write "[^"]*" of --junit: (ENOSPC|ENOENT)[^,]*\.\nFix: name a file/);
      expect(exitCode).toBe(2);
    },
  );

  test('colours the marks where colours are wanted', async () => {
    const { stdout } = await runCli(['verify', pactFile([{}])], { env: { FORCE_COLOR: '1', NO_COLOR: '' } });

    expect(stdout).toContain('\u001b[32m✓\u001b[39m');
  });

  test('does not let a pact steer the terminal', async () => {
    const { stdout } = await runCli(['verify', pactFile([{ description: 'red \u001b[31m' }])]);

    expect(stdout).toContain(String.raw`red \u001b[31m`);
  });
});

/** Python's own parser: another eye on the XML. */
const reader = [
  'import sys, xml.etree.ElementTree as tree',
  'for case in tree.parse(sys.argv[1]).getroot().iter("testcase"):',
  '    print(case.get("name"), [(child.tag, child.get("message"), child.text) for child in case])',
].join('\n');

describe('verify against a tenant', { timeout: 60_000 }, () => {
  async function tenant() {
    const emulator = createEmulator({ profile: 'live' });
    const { url, close } = await startServer({ emulator });
    onTestFinished(close);
    return { emulator, url };
  }

  test('takes the token from an environment variable, and cleans up', async () => {
    const { emulator, url } = await tenant();

    const { stdout, exitCode } = await runCli(
      ['verify', '--graph-url', url, '--token-env', 'GRAPH_TOKEN', pactFile([{}])],
      {
        env: { GRAPH_TOKEN: canary },
      },
    );

    expect(stdout).toContain('1 passed');
    expect(exitCode).toBe(0);
    expect(emulator.connections).toEqual([]);
  });

  test('--dry-run prints what would be sent, and sends nothing', async () => {
    const { emulator, url } = await tenant();

    const { stdout } = await runCli(
      ['verify', '--graph-url', url, '--token-env', 'GRAPH_TOKEN', '--dry-run', pactFile([{}])],
      {
        env: { GRAPH_TOKEN: canary },
      },
    );

    expect(stdout.replaceAll(url, 'https://graph.microsoft.com')).toMatchInlineSnapshot(`
      "GET https://graph.microsoft.com/v1.0/external/connections/contosohr  to find out whether a connection has the id; an interaction about an existing one is skipped
      POST https://graph.microsoft.com/v1.0/external/connections  state "a connection exists"
        {"id":"contosohr","name":"Contoso HR"}
      GET https://graph.microsoft.com/v1.0/external/connections/contosohr  a request for a connection
      DELETE https://graph.microsoft.com/v1.0/external/connections/contosohr  to clean up, if it was created

      Nothing was sent.
      "
    `);
    expect(emulator.exchanges).toEqual([]);
  });

  test.for([[], ['--json']] as const)(
    '%j shows no token that the provider sends back in its responses',
    async (flags) => {
      const { url, close } = await serveHandler(async (request) =>
        new URL(request.url).pathname.startsWith('/_pact/')
          ? Response.json({})
          : Response.json(
              { id: canary, error: { message: `${canary} is bad` } },
              { headers: { Location: `/${canary}` } },
            ),
      );
      onTestFinished(close);
      const junit = jsonFile('');
      const pact = pactFile([
        {
          response: { status: 200, headers: { Location: ['/other'] }, body: jsonBody({ id: 'contosohr', error: {} }) },
        },
      ]);

      const states = ['--provider-states-url', `${url}/_pact/provider-states`];
      const { stdout, stderr, exitCode } = await runCli(
        ['verify', '--graph-url', url, ...states, '--token-env', 'GRAPH_TOKEN', '--junit', junit, ...flags, pact],
        { env: { GRAPH_TOKEN: canary } },
      );

      expect(exitCode).toBe(1);
      expect(stdout).toContain('[redacted]');
      expect(stdout + stderr + readFileSync(junit, 'utf8')).not.toContain('canary');
    },
  );
});

test('verify prints no secret of the URL of a broker that does not respond', { timeout: 60_000 }, async () => {
  const { stdout, stderr, exitCode } = await runCli(['verify', '--broker-url', `http://127.0.0.1:9/?token=${canary}`]);

  expect(stderr).toContain('[redacted]');
  expect(stdout + stderr).not.toContain('canary');
  expect(exitCode).toBe(2);
});

describe('verify ends with exit code 2', { timeout: 60_000 }, () => {
  test.for([
    [
      ['missing.json'],
      'The option pacts has missing.json, which does not exist. Give the paths of pact files, such as pacts/*.json.\n',
    ],
    [
      ['--graph-url', 'graph'],
      'The option --graph-url is "graph". Use a URL that begins with http:// or https://, such as "http://127.0.0.1:3000".\n',
    ],
    [
      ['--graph-url', 'http://127.0.0.1:9', '--token-env', 'UNSET'],
      'The environment variable UNSET of --token-env is empty. Put an access token into it.\n',
    ],
    [
      ['--graph-url', 'https://graph.microsoft.com/v1.0', '--dry-run'],
      'The option --graph-url is "https://graph.microsoft.com/v1.0". Use the root of the provider, without a version.\n',
    ],
    ...[
      ['--publish-version', '1.0.0', '--broker-url'],
      ['--selector', 'mainBranch', '--broker-url'],
      ['--include-wip-since', '2026-01-01', '--broker-url'],
      ['--branch', 'main', '--publish-version'],
      ['--tag', 'production', '--publish-version'],
      ['--build-url', 'https://ci.example/7', '--publish-version'],
      ['--provider-states-url', 'http://127.0.0.1:9/states', '--graph-url'],
    ].map(
      ([flag = '', value = '', needed = '']) =>
        [
          [flag, value],
          `error: ${flag} needs ${needed}. Add it, or leave ${flag} out.\nAdd --help to see the usage.\n`,
        ] as const,
    ),
    [
      ['--broker-url', 'http://127.0.0.1:9', '--selector', 'mainBranhc'],
      'There is no option "--selector mainBranhc". Did you mean "--selector mainBranch"?\n',
    ],
    [['--broker-url', 'ftp://broker'], /^The option --broker-url is "ftp:\/\/broker"\. Use a URL/],
    [['--broker-url', 'http://127.0.0.1:9', '--selector', 'branch'], /^The option --selector branch is true\./],
    [
      ['--broker-url', 'http://127.0.0.1:9', '--enable-pending'],
      /^The option --enable-pending needs the branch or a tag/,
    ],
    [
      ['--broker-url', 'http://127.0.0.1:9', '--include-wip-since', 'May', '--publish-version', '1'],
      /^The option --include-wip-since is "May"\. Use a date/,
    ],
    [
      ['--graph-url', 'http://127.0.0.1:45459'],
      'Nothing listens at http://127.0.0.1:45459 (ECONNREFUSED). Start the provider, or use another URL.\n',
    ],
    [
      ['--broker-url', 'http://127.0.0.1:45459'],
      'GET http://127.0.0.1:45459 failed: Nothing listens at http://127.0.0.1:45459 (ECONNREFUSED).\nFix: check that the broker runs and that its URL is right, then verify again.\n',
    ],
  ] as const)('for %j', async ([args, message]) => {
    const stderr = typeof message === 'string' ? message : expect.stringMatching(message);

    expect(await runCli(['verify', ...args])).toEqual({ stdout: '', stderr, exitCode: 2 });
  });
});
