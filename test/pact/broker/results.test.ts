import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, partiesOf } from './broker-at-hand.ts';
import { plainPact } from './plain-pact.ts';
import { areDeployable, publishPact, report } from './wire.ts';

let broker: BrokerAtHand;

beforeAll(async () => {
  broker = await brokerAtHand();
});
afterAll(() => broker.close());

/** A published pact of two parties of a test's own, and what can be done with it. */
function contractOf(test: string) {
  const parties = partiesOf(test);
  const { consumer, provider } = parties;
  return {
    publish: (version: string, id = 'contosohr') =>
      publishPact(broker, plainPact(parties, id), { version, branch: 'main' }),
    report: (success: boolean) => report(broker, { provider, version: 'p1', success }),
    deployable: (version: string) =>
      areDeployable(broker, [
        [consumer, version],
        [provider, 'p1'],
      ]),
  };
}

describe('a result of a verification', () => {
  test('is answered with 201 and where it stands', async () => {
    const contract = contractOf('located');
    await contract.publish('1');

    const { status, headers } = await contract.report(true);

    expect(status).toBe(201);
    expect(headers.get('Location')).toContain('/verification-results/');
  });

  test.for([true, false])('makes the pair deployable: %s', async (success) => {
    const contract = contractOf(`judged ${success}`);
    await contract.publish('1');
    await contract.report(success);

    expect(await contract.deployable('1')).toBe(success);
  });

  test('counts for each version with the same content', async () => {
    const contract = contractOf('shared');
    await contract.publish('1');
    await contract.report(true);
    await contract.publish('2');

    expect(await contract.deployable('2')).toBe(true);
  });

  test('does not count for a version with another content', async () => {
    const contract = contractOf('other content');
    await contract.publish('1');
    await contract.report(true);
    await contract.publish('2', 'contosoit');

    expect(await contract.deployable('2')).toBe(null);
  });

  test('gives way to a newer one of the same provider version', async () => {
    const contract = contractOf('newer');
    await contract.publish('1');
    await contract.report(false);
    await contract.report(true);

    expect(await contract.deployable('1')).toBe(true);
  });

  test('does not make up for a version that nobody has published', async () => {
    const contract = contractOf('unpublished');
    await contract.publish('1');
    await contract.report(true);

    expect(await contract.deployable('99')).toBe(false);
  });
});
