import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, partiesOf } from './broker-at-hand.ts';
import { plainPact } from './plain-pact.ts';
import { canIDeploy, runPact } from './run-pact.ts';
import { ask, deploy, pactsFor, publishPact, report } from './wire.ts';

let broker: BrokerAtHand;

beforeAll(async () => {
  broker = await brokerAtHand();
});
afterAll(() => broker.close());

test('a new deployment takes the place of the one before', async () => {
  const parties = partiesOf('replaced');
  for (const version of ['1', '2']) {
    await publishPact(broker, plainPact(parties, `connection${version}`), { version, branch: 'main' });
    await deploy(broker, parties.consumer, version);
  }

  const pacts = await pactsFor(broker, parties.provider, { consumerVersionSelectors: [{ deployed: true }] });

  expect(pacts).toMatchObject([{ name: expect.stringContaining('(2)') }]);
});

test('a provider that is no longer deployed is no reason to deploy', async () => {
  const parties = partiesOf('undeployed');
  const { consumer, provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await report(broker, { provider, version: 'a', success: true });
  await deploy(broker, provider, 'a');
  const where = ['--pacticipant', provider, '--environment', 'production'];
  await runPact(broker, 'pact-broker', ['record-undeployment', ...where]);

  expect((await canIDeploy(broker, consumer, '1')).exitCode).toBe(1);
});

test('a provider that breaks a deployed consumer must not be deployed', async () => {
  const parties = partiesOf('breaking');
  const { consumer, provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await deploy(broker, consumer, '1');
  await report(broker, { provider, version: 'a', success: false });

  expect(await canIDeploy(broker, provider, 'a')).toEqual({
    exitCode: 1,
    output: expect.stringMatching(/verification .*failed/),
  });
});

test('a deployment to an environment that is not there is refused', async () => {
  const { consumer, provider } = partiesOf('nowhere');
  await publishPact(broker, plainPact({ consumer, provider }, 'contosohr'));
  const where = ['--pacticipant', consumer, '--version', '1', '--environment', 'nowhere'];

  expect(await runPact(broker, 'pact-broker', ['record-deployment', ...where])).toEqual({
    exitCode: 1,
    output: expect.stringContaining('nowhere does not exist'),
  });
});

test('an environment with a name that is taken answers 400', async () => {
  const environment = { name: 'production', production: true };

  expect(await ask(broker, 'POST /environments', environment)).toMatchObject({ status: 400 });
});
