import { expect, test } from 'vitest';
import { pactsFor, publishPact, publishResult, record, send, versionsOf } from './broker-api.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';
import { canIDeploy, runPact } from './run-pact.ts';

const broker = injectBroker();

test('a deployment replaces the one before', async () => {
  const parties = partiesOf('replaced');
  for (const version of ['1', '2']) {
    await publishPact(broker, plainPact(parties, `connection${version}`), { version, branch: 'main' });
    await record(broker, 'deployment', { name: parties.consumer, version });
  }

  const pacts = await pactsFor(broker, parties.provider, { consumerVersionSelectors: [{ deployed: true }] });

  expect(versionsOf(pacts)).toEqual(['2']);
});

test('a release stays beside the one before', async () => {
  const parties = partiesOf('released');
  for (const version of ['1', '2']) {
    await publishPact(broker, plainPact(parties, `connection${version}`), { version, branch: 'main' });
    await record(broker, 'release', { name: parties.consumer, version });
  }

  const pacts = await pactsFor(broker, parties.provider, { consumerVersionSelectors: [{ deployedOrReleased: true }] });

  expect(versionsOf(pacts)).toEqual(['1', '2']);
});

test('can-i-deploy says no when the provider is no longer deployed', async () => {
  const parties = partiesOf('undeployed');
  const { consumer, provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await publishResult(broker, { provider, version: 'a', success: true });
  await record(broker, 'deployment', { name: provider, version: 'a' });
  const before = await canIDeploy(broker, consumer, '1');
  await runPact(broker, 'pact-broker', [
    'record-undeployment',
    '--pacticipant',
    provider,
    '--environment',
    'production',
  ]);

  expect(before.exitCode).toBe(0);
  expect((await canIDeploy(broker, consumer, '1')).exitCode).toBe(1);
});

test('can-i-deploy says no to a provider that breaks a deployed consumer', async () => {
  const parties = partiesOf('breaking');
  const { consumer, provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await record(broker, 'deployment', { name: consumer, version: '1' });
  await publishResult(broker, { provider, version: 'a', success: false });

  expect(await canIDeploy(broker, provider, 'a')).toEqual({
    exitCode: 1,
    output: expect.stringMatching(/verification .*failed/),
  });
});

test('can-i-deploy needs a result for each of two consumers', async () => {
  const { consumer, provider } = partiesOf('two consumers');
  const second = partiesOf('second').consumer;
  for (const name of [consumer, second]) {
    await publishPact(broker, plainPact({ consumer: name, provider }, 'contosohr'), { branch: 'main' });
    await record(broker, 'deployment', { name, version: '1' });
  }
  const resultFor = (name: string) =>
    publishResult(broker, {
      provider,
      version: 'a',
      success: true,
      query: { consumerVersionSelectors: [{ mainBranch: true, consumer: name }] },
    });

  await resultFor(consumer);
  const afterOne = await canIDeploy(broker, provider, 'a');
  await resultFor(second);
  const afterBoth = await canIDeploy(broker, provider, 'a');

  expect([afterOne.exitCode, afterBoth.exitCode]).toEqual([1, 0]);
  expect(afterOne.output).toContain(second);
});

test('can-i-deploy says no when nothing is published', async () => {
  expect(await canIDeploy(broker, partiesOf('unknown').consumer, '1')).toEqual({
    exitCode: 1,
    output: expect.stringContaining('not found'),
  });
});

test.for(['can-i-deploy', 'record-deployment'])('%s refuses an environment that does not exist', async (command) => {
  const parties = partiesOf(`nowhere ${command}`);
  await publishPact(broker, plainPact(parties, 'contosohr'));
  const option = command === 'can-i-deploy' ? '--to-environment' : '--environment';
  const which = ['--pacticipant', parties.consumer, '--version', '1', option, 'nowhere'];

  expect(await runPact(broker, 'pact-broker', [command, ...which])).toEqual({
    exitCode: 1,
    output: expect.stringMatching(/nowhere.* does not exist/),
  });
});

test('an environment with the name of another is refused with 400', async () => {
  const environment = { name: 'production', production: true };

  expect(await send(broker, 'POST /environments', environment)).toMatchObject({ status: 400 });
});

test('an environment that is created takes deployments', async () => {
  const parties = partiesOf('new environment');
  const environment = parties.consumer.replaceAll(' ', '-');
  await runPact(broker, 'pact-broker', ['create-environment', '--name', environment]);
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await publishResult(broker, { provider: parties.provider, version: 'a', success: true });
  await record(broker, 'deployment', { name: parties.provider, version: 'a', environment });

  expect((await canIDeploy(broker, parties.consumer, '1', environment)).exitCode).toBe(0);
  expect((await canIDeploy(broker, parties.consumer, '1')).exitCode).toBe(1);
});
