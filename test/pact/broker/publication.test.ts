import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../cli/run-cli.ts';
import { areDeployable, pactsFor, publishPact, send } from './broker-api.ts';
import { brokerAt, injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { verify } from './verify.ts';

const broker = injectBroker();

async function publishOnMain(name: string) {
  const parties = partiesOf(name);
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  return parties;
}

test('sends the results through the proxy of the environment', async () => {
  const { provider } = await publishOnMain('behind a proxy');
  const token = 'forward-token';
  const proxy = await startRecordingProxy(broker, token);
  onTestFinished(proxy.close);
  const { env } = brokerAt('http://broker.test', { token });
  const args = ['--broker-url', 'http://broker.test', '--provider', provider, '--selector', 'mainBranch'];

  const { exitCode } = await runCli(['verify', ...args, '--publish-version', 'a'], {
    env: { ...env, HTTP_PROXY: proxy.url, http_proxy: proxy.url },
  });

  expect(exitCode).toBe(0);
  expect(proxy.exchanges.at(-1)).toMatchObject({ method: 'POST', status: 201 });
});

test('publishes a result for each pact, with the mismatches of its interactions', async () => {
  const parties = partiesOf('two pacts');
  const { consumer, provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { version: '1', branch: 'main' });
  await publishPact(broker, plainPact(parties, 'contosoit', 418), { version: '2', branch: 'feat/it' });
  const selectors = [{ mainBranch: true }, { branch: 'feat/it' }];

  await verify(broker, { provider, version: 'a', selectors });

  const deployable = (version: string) =>
    areDeployable(broker, [
      [consumer, version],
      [provider, 'a'],
    ]);
  expect([await deployable('1'), await deployable('2')]).toEqual([true, false]);
  expect(await latestResult(provider, { branch: 'feat/it' })).toMatchObject({
    providerApplicationVersion: 'a',
    success: false,
    testResults: [
      {
        interactionDescription: 'create contosoit',
        success: false,
        mismatches: [{ attribute: 'status', description: 'expected 418, got 201' }],
      },
    ],
  });
});

test('publishes for a consumer the result of its own interaction, where another consumer has the same one', async () => {
  const { provider } = partiesOf('same interaction');
  const consumers = ['first', 'second'].map((name) => partiesOf(name).consumer);
  for (const consumer of consumers) {
    await publishPact(broker, plainPact({ consumer, provider }, 'contosohr'), { branch: 'main' });
  }

  // Without a state, the create of the second consumer gets 409.
  const { failed } = await verify(broker, { provider, version: 'a' });

  const deployable = consumers.map((consumer) =>
    areDeployable(broker, [
      [consumer, '1'],
      [provider, 'a'],
    ]),
  );
  expect(failed).toBe(true);
  expect((await Promise.all(deployable)).toSorted()).toEqual([false, true]);
});

test('publishes the branch and the tags of the provider version', async () => {
  const { provider } = await publishOnMain('labelled');

  await verify(broker, { provider, version: 'a/1', branch: 'feat/labels', tags: ['prod/eu', 'v1'] });

  const { body } = await send(broker, `GET /pacticipants/${encodeURIComponent(provider)}/versions/a%2F1`);
  expect(body).toMatchObject({
    _embedded: {
      branchVersions: [{ name: 'feat/labels' }],
      tags: expect.arrayContaining([
        expect.objectContaining({ name: 'prod/eu' }),
        expect.objectContaining({ name: 'v1' }),
      ]),
    },
  });
});

/** The newest result of the pact that the selector matches. */
async function latestResult(provider: string, selector: object): Promise<unknown> {
  const [pact] = await pactsFor(broker, provider, { consumerVersionSelectors: [selector] });
  const path = new URL(pact?._links.self.href ?? '').pathname.replace(/\/metadata\/.*/, '');
  return (await send(broker, `GET ${path}/verification-results/latest`)).body;
}
