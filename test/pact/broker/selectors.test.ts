import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, partiesOf } from './broker-at-hand.ts';
import { plainPact } from './plain-pact.ts';
import { ask, deploy, pactsFor, publishPact } from './wire.ts';

const { consumer, provider } = partiesOf('selected');
const other = partiesOf('selected too').consumer;

let broker: BrokerAtHand;

/** Who published what: the interactions of a version are named after it. */
const published = [
  { name: consumer, version: '1', branch: 'main', tags: ['prod'] },
  { name: consumer, version: '2', branch: 'main', tags: ['prod'] },
  { name: consumer, version: '3', branch: 'feat/it', tags: [] },
  { name: other, version: '7', branch: 'main', tags: [] },
] as const;

beforeAll(async () => {
  broker = await brokerAtHand();
  for (const { name, version, ...labels } of published) {
    await publishPact(broker, plainPact({ consumer: name, provider }, `connection${version}`), { version, ...labels });
  }
  await deploy(broker, consumer, '1');
  await deploy(broker, consumer, '2', 'test');
});
afterAll(() => broker.close());

/** The numbers of the versions whose pacts the broker hands out. */
async function versionsFor(wanted: object): Promise<string[]> {
  const pacts = await pactsFor(broker, provider, wanted);
  return pacts.map(({ name }) => /\((\w+)\)/.exec(name)?.[1] ?? '').toSorted();
}

describe('the pacts for verification', () => {
  test.for([
    [{ mainBranch: true }, ['2', '7']],
    [{ mainBranch: true, consumer }, ['2']],
    [{ branch: 'feat/it' }, ['3']],
    [{ branch: 'nowhere' }, []],
    [{ matchingBranch: true }, ['3']],
    [{ tag: 'prod', latest: true }, ['2']],
    [{ tag: 'prod' }, ['1', '2']],
    [{ latest: true }, ['3', '7']],
    [{ deployed: true }, ['1', '2']],
    [{ deployedOrReleased: true }, ['1', '2']],
    [{ deployed: true, environment: 'test' }, ['2']],
    [{ environment: 'production' }, ['1']],
  ] as const)('are those that %j chooses', async ([selector, versions]) => {
    const wanted = { consumerVersionSelectors: [selector], providerVersionBranch: 'feat/it' };

    expect(await versionsFor(wanted)).toEqual(versions);
  });

  test('are the newest of each main branch and the deployed ones without any selector', async () => {
    expect(await versionsFor({ consumerVersionSelectors: [] })).toEqual(['1', '2', '7']);
  });

  test('come once where two selectors lead to the same content', async () => {
    const selectors = [
      { mainBranch: true, consumer },
      { tag: 'prod', latest: true },
    ];

    expect(await versionsFor({ consumerVersionSelectors: selectors })).toEqual(['2']);
  });

  test('say nothing of a pending state that nobody asked for', async () => {
    const line = `POST /pacts/provider/${encodeURIComponent(provider)}/for-verification`;
    const wanted = { consumerVersionSelectors: [{ branch: 'feat/it' }] };

    const silent = await ask(broker, line, wanted);
    const asked = await ask(broker, line, { ...wanted, includePendingStatus: true });

    expect(silent.body).not.toHaveProperty('_embedded.pacts.0.verificationProperties.pending');
    expect(asked.body).toHaveProperty('_embedded.pacts.0.verificationProperties.pending', true);
  });
});
