import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, partiesOf } from './broker-at-hand.ts';
import { plainPact } from './plain-pact.ts';
import { ask, deploy, pactsFor, publishPact, report } from './wire.ts';

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
async function versionsFor(of: string, wanted: object): Promise<string[]> {
  const pacts = await pactsFor(broker, of, wanted);
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

    expect(await versionsFor(provider, wanted)).toEqual(versions);
  });

  test('are the newest of each main branch and the deployed ones without any selector', async () => {
    expect(await versionsFor(provider, { consumerVersionSelectors: [] })).toEqual(['1', '2', '7']);
  });

  test('come once where two selectors lead to the same content', async () => {
    const selectors = [
      { mainBranch: true, consumer },
      { tag: 'prod', latest: true },
    ];

    expect(await versionsFor(provider, { consumerVersionSelectors: selectors })).toEqual(['2']);
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

describe('work in progress', () => {
  const parties = partiesOf('wanted in progress');
  const since = (date: string, more: object = {}) => ({
    consumerVersionSelectors: [{ mainBranch: true }],
    includeWipPactsSince: date,
    providerVersionBranch: 'main',
    ...more,
  });

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'connection1'), { version: '1', branch: 'main' });
    await report(broker, { provider: parties.provider, version: 'a', success: true });
    await publishPact(broker, plainPact(parties, 'connection2'), { version: '2', branch: 'feat/it', tags: ['it'] });
  });

  test('is the newest pact of a branch that the provider has not verified', async () => {
    expect(await versionsFor(parties.provider, since('2026-01-01'))).toEqual(['1', '2']);
  });

  test('is not what was published before the date', async () => {
    expect(await versionsFor(parties.provider, since('2126-01-01'))).toEqual(['1']);
  });

  test('is not what a selector chooses already', async () => {
    const selectors = [{ mainBranch: true }, { branch: 'feat/it' }];
    const pacts = await pactsFor(
      broker,
      parties.provider,
      since('2026-01-01', { consumerVersionSelectors: selectors }),
    );

    expect(pacts).toHaveLength(2);
  });

  test('is nothing for a branch of the provider that is new', async () => {
    const wanted = since('2026-01-01', { providerVersionBranch: 'new' });

    expect(await versionsFor(parties.provider, wanted)).toEqual(['1']);
  });
});
