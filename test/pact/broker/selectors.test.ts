import { beforeAll, describe, expect, test } from 'vitest';
import { pactsFor, publishPact, record, versionsOf } from './broker-api.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';

const broker = injectBroker();
const { consumer, provider } = partiesOf('selected');
const other = partiesOf('selected too').consumer;

/** The pact of each version has a content of its own. */
const published = [
  { name: consumer, version: '1', branch: 'main', tags: ['prod'] },
  { name: consumer, version: '2', branch: 'main', tags: ['prod'] },
  { name: consumer, version: '3', branch: 'feat/it', tags: ['team/it'] },
  { name: other, version: '7', branch: 'main', tags: [] },
  { name: other, version: '8', branch: 'feat/released', tags: [] },
] as const;

beforeAll(async () => {
  for (const { name, version, ...labels } of published) {
    await publishPact(broker, plainPact({ consumer: name, provider }, `connection${version}`), { version, ...labels });
  }
  await record(broker, 'deployment', { name: consumer, version: '1' });
  await record(broker, 'deployment', { name: consumer, version: '2', environment: 'test' });
  await record(broker, 'release', { name: other, version: '8' });
});

async function select(query: object): Promise<readonly string[]> {
  return versionsOf(await pactsFor(broker, provider, query));
}

describe('pacts for verification', () => {
  test.for([
    [{ mainBranch: true }, ['2', '7']],
    [{ mainBranch: true, consumer }, ['2']],
    [{ branch: 'feat/it' }, ['3']],
    [{ branch: 'does-not-exist' }, []],
    [{ matchingBranch: true }, ['3']],
    [{ tag: 'prod', latest: true }, ['2']],
    [{ tag: 'prod' }, ['1', '2']],
    [{ tag: 'team/it', latest: true }, ['3']],
    [{ latest: true }, ['3', '8']],
    [{ deployed: true }, ['1', '2']],
    [{ released: true }, ['8']],
    [{ deployedOrReleased: true }, ['1', '2', '8']],
    [{ deployed: true, environment: 'test' }, ['2']],
    [{ environment: 'production' }, ['1', '8']],
  ] as const)('are selected by %j: versions %j', async ([selector, versions]) => {
    const query = { consumerVersionSelectors: [selector], providerVersionBranch: 'feat/it' };

    expect(await select(query)).toEqual(versions);
  });

  test('are those of the main branches and of all environments without a selector', async () => {
    expect(await select({ consumerVersionSelectors: [] })).toEqual(['1', '2', '7', '8']);
  });

  test('are listed once when two selectors match the same content', async () => {
    const selectors = [
      { mainBranch: true, consumer },
      { tag: 'prod', latest: true },
    ];

    expect(await select({ consumerVersionSelectors: selectors })).toEqual(['2']);
  });
});
