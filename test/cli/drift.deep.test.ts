import { afterAll, describe, expect, test } from 'vitest';
import { createEmulator, type EmulatorOptions, faults } from '../../src/emulator/index.ts';
import { type RunningServer, startServer } from '../../src/server/index.ts';
import { ended, runCli, startCli } from './run-cli.ts';

describe('drift --graph-url', { timeout: 60_000 }, () => {
  const canary = 'canary-access-token-0123456789';
  const env = { GRAPH_TOKEN: canary };
  const servers: RunningServer[] = [];

  afterAll(async () => {
    for (const server of servers) await server.close();
  });

  /** An emulator as the tenant, and the flags of a run against it that sends few bad requests. */
  async function tenant(options: EmulatorOptions = {}) {
    const graph = createEmulator({ profile: 'live', onAdvisory: () => {}, ...options });
    const server = await startServer({ emulator: graph });
    servers.push(server);
    return {
      graph,
      flags: [
        'drift',
        '--api-version',
        'beta',
        '--graph-url',
        server.url,
        '--rule',
        'body.object',
        '--token-env',
        'GRAPH_TOKEN',
      ],
    };
  }

  test('of a tenant that responds as the kit does prints so and the open questions, with exit code 0', async () => {
    const { graph, flags } = await tenant();

    const { stdout, stderr, exitCode } = await runCli([...flags, '--yes'], { env });

    expect({ stderr, exitCode }).toEqual({ stderr: '31 of 31 requests\n', exitCode: 0 });
    expect(stdout).toMatch(
      /^http:\S+ responds as the kit does \(beta, profile live, 31 requests\)\n\nOpen questions\n {3}1 {2}as chosen {2}Is description/,
    );
    expect(stdout).toContain('  token.current: it takes a token that only an identity provider can issue');
    expect(graph.connections).toEqual([]);
  });

  test('explains each difference, with exit code 1, and never prints the token', async () => {
    const { flags } = await tenant({ strictDescription: true });

    const { stdout, stderr, exitCode } = await runCli([...flags, '--yes'], { env });

    expect(exitCode).toBe(1);
    expect(stdout).toContain(`
  breaking  no description changed
    the kit  201
    seen     400 InvalidRequest: The request is malformed or incorrect.
    when     no description
    kit: no source says it: the kit guessed; open question 1
`);
    expect(stdout).toContain('   1  otherwise  Is description required?');
    expect(stdout + stderr).not.toContain('canary');
  });

  test('--json prints the report for machines', async () => {
    const { flags } = await tenant({ strictDescription: true });

    const { stdout, exitCode } = await runCli([...flags, '--yes', '--json'], { env });

    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      mode: 'tenant',
      sent: 31,
      differences: [{ subject: 'no description', attribution: 'kit', question: 1 }],
      leftovers: [],
    });
  });

  test('--dry-run prints each request and its rule, and sends nothing', async () => {
    const { graph, flags } = await tenant();

    const { stdout, exitCode } = await runCli([...flags, '--dry-run']);

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^GET {4}http:\S+\/beta\/external\/connections\/ectkdrift\w+ {2}a connection that does not exist is read \(rule connection\.exists\)\nPOST {3}http:\S+ {2}a connection is created\n {4}\{"id":"ectkdrift/,
    );
    expect(stdout).toContain('body.object: the body is [] (rule body.object)\n    []\n');
    expect(stdout).toMatch(
      /\nBefore these requests, the existing connections are listed, to leave them alone; .* deleted\.\n$/,
    );
    expect(graph.exchanges).toEqual([]);
  });

  test('without --yes sends nothing, with exit code 2', async () => {
    const { graph, flags } = await tenant();

    expect(await runCli(flags, { env })).toEqual({
      stdout: '',
      stderr: 'This creates connections in the tenant and deletes them. See what with --dry-run, then add --yes.\n',
      exitCode: 2,
    });
    expect(graph.exchanges).toEqual([]);
  });

  test('on Ctrl+C deletes what it created, with exit code 2', async () => {
    const { graph, flags } = await tenant();
    graph.plan(faults.slow({ milliseconds: 500 }), { on: 'updateConnection' });
    const child = startCli([...flags, '--yes'], env);
    child.stdin.end();
    const rest = ended(child);
    while (!graph.exchanges.some(({ request }) => request.method === 'PATCH'))
      await new Promise((resolve) => setTimeout(resolve, 20));

    child.kill('SIGINT');

    const { stdout, stderr, exitCode } = await rest;
    expect(stderr).toBe('Stopping. What was created is deleted first; Ctrl+C once more leaves it behind.\n');
    expect(stdout).toMatch(/\nAfter 8 requests of 31: it was stopped\.\n$/);
    expect({ exitCode, connections: graph.connections }).toEqual({ exitCode: 2, connections: [] });
  });

  test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'on %s ends before its retries do where deletions get 503, and prints how to delete what is left',
    { timeout: 30_000 },
    async (signal) => {
      const { graph, flags } = await tenant();
      graph.plan(faults.serviceUnavailable(), { on: 'deleteConnection', times: Number.POSITIVE_INFINITY });
      const child = startCli([...flags, '--yes'], env);
      child.stdin.end();
      const rest = ended(child);
      await expect.poll(() => graph.exchanges.length, { timeout: 20_000 }).toBeGreaterThan(6);

      child.kill(signal);

      const { stdout, exitCode } = await rest;
      expect(exitCode).toBe(2);
      for (const { id } of graph.connections) {
        expect(stdout).toContain(
          `curl -X DELETE -H "Authorization: Bearer $GRAPH_TOKEN" "${flags[4]}/beta/external/connections/${id}"`,
        );
      }
      expect(graph.connections).not.toEqual([]);
    },
  );

  test.for([
    [
      'no token',
      ['drift', '--api-version', 'beta', '--graph-url', 'http://127.0.0.1:9', '--yes'],
      'Name the environment variable of the access token: --token-env GRAPH_TOKEN.',
    ],
    [
      'an empty token',
      ['drift', '--api-version', 'beta', '--graph-url', 'http://127.0.0.1:9', '--yes', '--token-env', 'NO_TOKEN'],
      'The environment variable NO_TOKEN of --token-env is empty. Put an access token into it.',
    ],
    [
      'an unknown rule',
      ['drift', '--api-version', 'beta', '--graph-url', 'http://127.0.0.1:9', '--dry-run', '--rule', 'id.lenght'],
      'No request breaks a rule "id.lenght". Did you mean "id.length"?',
    ],
    [
      'a rule of another request',
      ['drift', '--graph-url', 'http://127.0.0.1:9', '--dry-run', '--rule', 'acl.guid'],
      'No request breaks a rule "acl.guid". Use a rule about a create request; the command explain lists them.',
    ],
    [
      'an unreachable address',
      ['drift', '--api-version', 'beta', '--graph-url', 'http://127.0.0.1:9', '--yes', '--token-env', 'GRAPH_TOKEN'],
      'Nothing listens at http://127.0.0.1:9 (bad port). Check the URL, and whether the service is up.',
    ],
  ] as const)('with %s says what to do, with exit code 2', async ([, args, message]) => {
    expect(await runCli(args, { env })).toEqual({ stdout: '', stderr: `${message}\n`, exitCode: 2 });
  });
});
