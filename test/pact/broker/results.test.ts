import { expect, test } from 'vitest';
import { areDeployable, publishPact, publishResult } from './broker-api.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';

const broker = injectBroker();

/** Publishes pacts and results of two parties that no other test uses. The version of the provider is p1. */
function contractOf(name: string) {
  const parties = partiesOf(name);
  const { consumer, provider } = parties;
  return {
    publish: (version: string, id = 'contosohr') =>
      publishPact(broker, plainPact(parties, id), { version, branch: 'main' }),
    result: (success: boolean, branch?: null) =>
      publishResult(broker, { provider, version: 'p1', success, ...(branch === null && { branch }) }),
    isDeployable: (version: string) =>
      areDeployable(broker, [
        [consumer, version],
        [provider, 'p1'],
      ]),
  };
}

test('a result is created with 201 and a location', async () => {
  const contract = contractOf('located');
  await contract.publish('1');

  const { status, headers } = await contract.result(true);

  expect(status).toBe(201);
  expect(headers.get('Location')).toContain('/verification-results/');
});

test.for([true, false])('a result with success %s decides whether the versions are deployable', async (success) => {
  const contract = contractOf(`success ${success}`);
  await contract.publish('1');
  await contract.result(success);

  expect(await contract.isDeployable('1')).toBe(success);
});

test('a result applies to a provider version without a branch', async () => {
  const contract = contractOf('branchless');
  await contract.publish('1');
  await contract.result(true, null);

  expect(await contract.isDeployable('1')).toBe(true);
});

test('a result applies to each version with the same content', async () => {
  const contract = contractOf('shared');
  await contract.publish('1');
  await contract.result(true);
  await contract.publish('2');

  expect(await contract.isDeployable('2')).toBe(true);
});

test('a result does not apply to a version with another content', async () => {
  const contract = contractOf('other content');
  await contract.publish('1');
  await contract.result(true);
  await contract.publish('2', 'contosoit');

  expect(await contract.isDeployable('2')).toBe(null);
});

test('a result replaces an earlier one of the same provider version', async () => {
  const contract = contractOf('newer');
  await contract.publish('1');
  await contract.result(false);
  await contract.result(true);

  expect(await contract.isDeployable('1')).toBe(true);
});

test('a result does not make a version deployable that was never published', async () => {
  const contract = contractOf('unpublished');
  await contract.publish('1');
  await contract.result(true);

  expect(await contract.isDeployable('99')).toBe(false);
});
