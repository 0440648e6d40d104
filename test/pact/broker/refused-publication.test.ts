import { PublicationError } from 'external-connection-testkit/pact';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { areDeployable, publishPact } from './broker-api.ts';
import { type Broker, brokerAt, injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';
import { type Failure, startRecordingProxy } from './recording-proxy.ts';
import { verify } from './verify.ts';

const broker = injectBroker();
// Only a broker that was started with Basic authentication has a reader.
const { reader, writer } = inject('broker');

/** The broker behind a proxy in which the requests that match fail. */
async function startFailingBroker(lines: RegExp, failure: Failure): Promise<Broker> {
  const token = 'publication-token';
  const proxy = await startRecordingProxy(broker, token, (line) => (lines.test(line) ? failure : undefined));
  onTestFinished(proxy.close);
  return brokerAt(proxy.url, { token });
}

async function publishOnMain(name: string) {
  const parties = partiesOf(name);
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  return parties;
}

const results = /^POST .*\/verification-results$/;

describe.runIf(reader)('a verification whose result the broker does not accept', () => {
  test.for([
    [401, 'with 401.\nFix: use credentials that the broker accepts, and that may write.'],
    [403, 'with 403.\nFix: use credentials that the broker accepts, and that may write.'],
    [404, 'with 404.\nFix: check the URL of the broker and the name of the provider, then verify again.'],
    [409, 'with 409.\nFix: verify again.'],
    [500, 'with 500.\nFix: check that the broker runs and that its URL is right, then verify again.'],
    [
      'break',
      'closed the connection (UND_ERR_SOCKET).\nFix: check that the broker runs and that its URL is right, then verify again.',
    ],
    [
      'silence',
      'did not respond within 5 s.\nFix: check that the broker runs and that its URL is right, then verify again.',
    ],
  ] as const)('rejects with the results and the cause: %s', async ([failure, cause]) => {
    const { consumer, provider } = await publishOnMain(`not accepted ${failure}`);
    const failing = await startFailingBroker(results, failure);

    const error = await verify(failing, { provider, version: 'a', timeout: 5000 }).catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(PublicationError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^Failed to publish the results of the verification: .*\/verification-results /),
      results: { totals: { passed: 1 } },
    });
    expect(String(error)).toContain(cause);
    const pair = [
      [consumer, '1'],
      [provider, 'a'],
    ] as const;
    expect(await areDeployable(broker, pair)).not.toBe(true);
  });

  test.for([/^PUT .*\/branches\//, /^PUT .*\/tags\//])('rejects when it fails at %s', async (lines) => {
    const { provider } = await publishOnMain(`not accepted ${lines.source.includes('tags') ? 'tag' : 'branch'}`);
    const failing = await startFailingBroker(lines, 403);

    const run = verify(failing, { provider, version: 'a', tags: ['prod'] });

    await expect(run).rejects.toThrow(/PUT .* with 403/);
  });

  test('rejects so too when an interaction has failed', async () => {
    const parties = partiesOf('failed and not accepted');
    await publishPact(broker, plainPact(parties, 'contosohr', 418), { branch: 'main' });
    const failing = await startFailingBroker(results, 403);

    const run = verify(failing, { provider: parties.provider, version: 'a' });

    await expect(run).rejects.toMatchObject({ name: 'PublicationError', results: { totals: { failed: 1 } } });
  });

  test('is accepted after two responses of 503', async () => {
    const { provider } = await publishOnMain('accepted later');
    let requests = 0;
    const proxy = await startRecordingProxy(broker, 'retry-token', (line) => {
      if (!results.test(line)) return undefined;
      requests += 1;
      return requests < 3 ? 503 : undefined;
    });
    onTestFinished(proxy.close);

    const run = await verify(brokerAt(proxy.url, { token: 'retry-token' }), { provider, version: 'a' });

    expect(run.outcomes).toEqual({ 'create contosohr': 'passed' });
    expect(requests).toBe(3);
  });
});

describe.runIf(reader)('the command verify', () => {
  async function runVerify(credentials: Broker['credentials'], name: string) {
    const { provider } = await publishOnMain(name);
    const { url, env } = brokerAt(broker.url, credentials);
    const args = ['--broker-url', url, '--provider', provider, '--selector', 'mainBranch', '--publish-version', 'a'];
    return await runCli(['verify', ...args], { env });
  }

  test('prints the table, then the cause, and exits with 2, with read-only credentials', async () => {
    const { stdout, stderr, exitCode } = await runVerify(reader ?? {}, 'read-only');

    expect(stdout).toContain('1 passed');
    expect(stderr).toMatch(/^Failed to publish the results .* with 401\.\nFix: use credentials .* may write\.$/m);
    expect(exitCode).toBe(2);
  });

  test.for([
    ['wrong', { username: writer?.username ?? '', password: 'canary-of-a-wrong-password' }],
    ['missing', {}],
  ] as const)('exits with 2 and the cause, with %s credentials', async ([name, credentials]) => {
    const { stdout, stderr, exitCode } = await runVerify(credentials, name);

    expect(stdout).toBe('');
    expect(stderr).toMatch(/^The broker responded to GET .* with 401\.\nFix: use credentials/);
    expect(stderr).not.toContain('canary-of-a-wrong-password');
    expect(exitCode).toBe(2);
  });
});
