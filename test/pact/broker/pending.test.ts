import { beforeAll, describe, expect, test } from 'vitest';
import { pactsFor, publishPact, publishResult, versionsOf } from './broker-api.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';

const broker = injectBroker();

/** Publishes a pact on the main branch and returns its provider. */
async function publishOnMain(name: string): Promise<string> {
  const parties = partiesOf(name);
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  return parties.provider;
}

describe('a pact', () => {
  async function isPending(provider: string, query: object = {}): Promise<boolean | undefined> {
    const consumerVersionSelectors = [{ mainBranch: true }];
    const asked = { consumerVersionSelectors, providerVersionBranch: 'main', ...query };
    const [pact] = await pactsFor(broker, provider, asked);
    return pact?.verificationProperties.pending;
  }

  test('is pending until a version of the provider branch has verified it', async () => {
    const provider = await publishOnMain('never verified');
    await publishResult(broker, { provider, version: 'a', success: false });

    expect(await isPending(provider)).toBe(true);
  });

  test('has no pending status where the query excludes it', async () => {
    const provider = await publishOnMain('without status');

    expect(await isPending(provider, { includePendingStatus: false })).toBe(undefined);
  });

  test('is no longer pending after a success, even when the next version fails', async () => {
    const provider = await publishOnMain('verified once');
    await publishResult(broker, { provider, version: 'a', success: true });
    await publishResult(broker, { provider, version: 'b', success: false });

    expect(await isPending(provider)).toBe(false);
  });

  test('is not pending for a branch that was created after another had verified it', async () => {
    const provider = await publishOnMain('verified before');
    await publishResult(broker, { provider, version: 'a', success: true });

    expect(await isPending(provider, { providerVersionBranch: 'feat/later' })).toBe(false);
  });

  test('is pending for a branch that existed before another verified it', async () => {
    const provider = await publishOnMain('verified elsewhere');
    await publishResult(broker, { provider, version: 'a', branch: 'feat/earlier', success: false });
    await publishResult(broker, { provider, version: 'b', success: true });

    expect(await isPending(provider, { providerVersionBranch: 'feat/earlier' })).toBe(true);
  });
});

describe('work in progress', () => {
  const parties = partiesOf('in progress');
  const { provider } = parties;
  const since = (date: string, more: object = {}) => ({
    consumerVersionSelectors: [{ mainBranch: true }],
    includeWipPactsSince: date,
    providerVersionBranch: 'main',
    ...more,
  });

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'connection1'), { version: '1', branch: 'main' });
    await publishResult(broker, { provider, version: 'a', success: true });
    await publishPact(broker, plainPact(parties, 'connection2'), { version: '2', branch: 'feat/it', tags: ['it'] });
  });

  async function select(query: object): Promise<readonly string[]> {
    return versionsOf(await pactsFor(broker, provider, query));
  }

  test('includes the newest pact of a branch that the provider has not verified', async () => {
    expect(await select(since('2026-01-01'))).toEqual(['1', '2']);
  });

  test('excludes pacts that were published before the date', async () => {
    expect(await select(since('2126-01-01'))).toEqual(['1']);
  });

  test('excludes pacts that a selector has matched', async () => {
    const consumerVersionSelectors = [{ mainBranch: true }, { branch: 'feat/it' }];

    expect(await select(since('2026-01-01', { consumerVersionSelectors }))).toEqual(['1', '2']);
  });

  test('includes the newest pact of each branch for a provider branch that is new', async () => {
    expect(await select(since('2026-01-01', { providerVersionBranch: 'new' }))).toEqual(['1', '2']);
  });

  test('stays in progress after a success, so that each version of the provider has a result', async () => {
    await publishResult(broker, { provider, version: 'b', success: true, query: since('2026-01-01') });

    expect(await select(since('2026-01-01'))).toEqual(['1', '2']);
  });
});
