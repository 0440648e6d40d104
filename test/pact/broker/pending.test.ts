import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, partiesOf } from './broker-at-hand.ts';
import { plainPact } from './plain-pact.ts';
import { ask, pactsFor, publishPact, report } from './wire.ts';

let broker: BrokerAtHand;

beforeAll(async () => {
  broker = await brokerAtHand();
});
afterAll(() => broker.close());

describe('a pact', () => {
  /** Whether the newest pact of the main branch is pending for a branch of the provider. */
  async function isPending(provider: string, branch: string): Promise<boolean> {
    const { body } = await ask(broker, `POST /pacts/provider/${encodeURIComponent(provider)}/for-verification`, {
      consumerVersionSelectors: [{ mainBranch: true }],
      includePendingStatus: true,
      providerVersionBranch: branch,
    });
    return Object(body)._embedded.pacts[0].verificationProperties.pending;
  }

  async function published(name: string): Promise<string> {
    const parties = partiesOf(name);
    await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
    return parties.provider;
  }

  test('is pending until a version of the branch of the provider has verified it', async () => {
    const provider = await published('never verified');
    await report(broker, { provider, version: 'a', success: false });

    expect(await isPending(provider, 'main')).toBe(true);
  });

  test('is pending no more once one has', async () => {
    const provider = await published('verified once');
    await report(broker, { provider, version: 'a', success: true });
    await report(broker, { provider, version: 'b', success: false });

    expect(await isPending(provider, 'main')).toBe(false);
  });

  test('is not pending for a branch that began after another had verified it', async () => {
    const provider = await published('verified before');
    await report(broker, { provider, version: 'a', success: true });

    expect(await isPending(provider, 'feat/later')).toBe(false);
  });

  test('is pending for a branch that was there before another verified it', async () => {
    const provider = await published('verified elsewhere');
    await report(broker, { provider, version: 'a', branch: 'feat/earlier', success: false });
    await report(broker, { provider, version: 'b', success: true });

    expect(await isPending(provider, 'feat/earlier')).toBe(true);
  });
});

describe('work in progress', () => {
  const parties = partiesOf('wanted in progress');
  const { provider } = parties;
  const since = (date: string, more: object = {}) => ({
    consumerVersionSelectors: [{ mainBranch: true }],
    includeWipPactsSince: date,
    providerVersionBranch: 'main',
    ...more,
  });

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'connection1'), { version: '1', branch: 'main' });
    await report(broker, { provider, version: 'a', success: true });
    await publishPact(broker, plainPact(parties, 'connection2'), { version: '2', branch: 'feat/it', tags: ['it'] });
  });

  async function namesFor(wanted: object): Promise<string[]> {
    const pacts = await pactsFor(broker, provider, wanted);
    return pacts.map(({ name }) => /\((\w+)\)/.exec(name)?.[1] ?? '').toSorted();
  }

  test('is the newest pact of a branch that the provider has not verified', async () => {
    expect(await namesFor(since('2026-01-01'))).toEqual(['1', '2']);
  });

  test('is not what was published before the date', async () => {
    expect(await namesFor(since('2126-01-01'))).toEqual(['1']);
  });

  test('is not what a selector chooses already', async () => {
    const consumerVersionSelectors = [{ mainBranch: true }, { branch: 'feat/it' }];

    expect(await namesFor(since('2026-01-01', { consumerVersionSelectors }))).toEqual(['1', '2']);
  });

  test('is nothing for a branch of the provider that is new', async () => {
    expect(await namesFor(since('2026-01-01', { providerVersionBranch: 'new' }))).toEqual(['1']);
  });

  test('stays so when it succeeds as such, so that each version of the provider gets a result', async () => {
    await report(broker, { provider, version: 'b', success: true, wanted: since('2026-01-01') });

    expect(await namesFor(since('2026-01-01'))).toEqual(['1', '2']);
  });
});
