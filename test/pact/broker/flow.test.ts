import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, canary, isDouble, partiesOf } from './broker-at-hand.ts';
import { plainPact } from './plain-pact.ts';
import { canIDeploy, type PactRun, publish, recordDeployment, runPact } from './run-pact.ts';
import { type Verified, verify, verifyByCommand } from './verify.ts';
import { areDeployable, publishPact, report } from './wire.ts';

let broker: BrokerAtHand;
/** Everything that the clients of the broker told. */
const told: string[] = [];

async function noted<Run extends { readonly output: string }>(run: Promise<Run>): Promise<Run> {
  told.push((await run).output);
  return run;
}

beforeAll(async () => {
  broker = await brokerAtHand();
});
afterAll(() => broker.close());

describe('a contract on its way to production', () => {
  const parties = partiesOf('deployed');
  const { consumer, provider } = parties;
  const runs: Record<string, PactRun> = {};
  let verified: Verified;
  let regression: Verified;

  beforeAll(async () => {
    const first = plainPact(parties, 'contosohr');
    runs.published = await noted(publish(broker, first, { version: '1.0.0', branch: 'main' }));
    runs.publishedAgain = await noted(publish(broker, first, { version: '1.0.0', branch: 'main' }));
    runs.changed = await noted(publish(broker, plainPact(parties, 'contosoit'), { version: '1.0.0', branch: 'main' }));
    runs.early = await noted(canIDeploy(broker, consumer, '1.0.0'));
    verified = await noted(verify(broker, { provider, version: '2026-05' }));
    runs.providerDeployed = await noted(recordDeployment(broker, provider, '2026-05'));
    runs.late = await noted(canIDeploy(broker, consumer, '1.0.0'));
    runs.consumerDeployed = await noted(recordDeployment(broker, consumer, '1.0.0'));
    await noted(publish(broker, plainPact(parties, 'contosoit'), { version: '1.1.0', branch: 'main' }));
    runs.next = await noted(canIDeploy(broker, consumer, '1.1.0'));
    regression = await noted(
      verify(broker, { provider, version: '2026-06', selectors: [{ deployedOrReleased: true }] }),
    );
  }, 120_000);

  test('is published by the CLI', () => {
    expect(runs.published).toEqual({
      exitCode: 0,
      output: expect.stringContaining(`Pact successfully published for ${consumer} version 1.0.0`),
    });
  });

  test('is accepted again while its content is the same', () => {
    expect(runs.publishedAgain).toEqual({ exitCode: 0, output: expect.stringContaining('no content changes') });
  });

  test('is refused when its content changes under the same version', () => {
    expect(runs.changed).toEqual({
      exitCode: 1,
      output: expect.stringContaining(`Cannot change the content of the pact for ${consumer} version 1.0.0`),
    });
  });

  test('must not be deployed before it is verified', () => {
    expect(runs.early).toEqual({ exitCode: 1, output: expect.stringContaining('There is no verified pact between') });
  });

  test('is verified by the newest pact of the main branch', () => {
    expect(verified).toMatchObject({ failed: false, outcomes: { 'create contosohr': 'passed' } });
  });

  test('may be deployed once the provider in production has verified it', () => {
    expect(runs.providerDeployed?.exitCode).toBe(0);
    expect(runs.late).toEqual({ exitCode: 0, output: expect.stringContaining('Computer says yes') });
  });

  test('is recorded as deployed', () => {
    expect(runs.consumerDeployed).toEqual({
      exitCode: 0,
      output: expect.stringContaining(`Recorded deployment of ${consumer} version 1.0.0 to production`),
    });
  });

  test('must not be followed by a version that is not verified', () => {
    expect(runs.next?.exitCode).toBe(1);
  });

  test('is verified with the next provider while it is deployed, and its unverified successor is not', () => {
    expect(regression.outcomes).toEqual({ 'create contosohr': 'passed' });
  });
});

describe('a pact that the provider does not keep', () => {
  const parties = partiesOf('broken');
  const { consumer, provider } = parties;
  let pending: Verified;
  let strict: Verified;

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'contosohr', 418), { branch: 'main' });
    pending = await noted(verify(broker, { provider, version: 'a', pending: true }));
    strict = await noted(verify(broker, { provider, version: 'b' }));
  }, 120_000);

  test('does not fail the run while it is pending', () => {
    expect(pending).toMatchObject({ failed: false, outcomes: { 'create contosohr': 'pending' } });
  });

  test('fails the run where pending pacts are not enabled', () => {
    expect(strict).toMatchObject({ failed: true, outcomes: { 'create contosohr': 'failed' } });
  });

  test.for(['a', 'b'])('is published as a failure of version %s', async (version) => {
    const pair = [
      [consumer, '1'],
      [provider, version],
    ] as const;

    expect(await areDeployable(broker, pair)).toBe(false);
  });
});

test('a pact that was kept once is pending no more: its next failure fails the run', async () => {
  const parties = partiesOf('kept');
  const { provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await report(broker, { provider, version: 'a', success: true });

  const run = verify(broker, { provider, version: 'b', pending: true, taken: 'contosohr' });

  expect(await noted(run)).toMatchObject({ failed: true, outcomes: { 'create contosohr': 'failed' } });
});

describe('work in progress on a branch', () => {
  const parties = partiesOf('in progress');
  const { provider } = parties;

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'contosohr'), { version: '1', branch: 'main' });
    await report(broker, { provider, version: 'a', success: true });
    await publishPact(broker, plainPact(parties, 'contosoit', 418), { version: '2', branch: 'feat/it' });
  });

  test('is verified beside what the selectors choose, and its failure does not fail the run', async () => {
    const run = await noted(verify(broker, { provider, version: 'b', pending: true, wipSince: '2026-01-01' }));

    expect(run).toMatchObject({
      failed: false,
      outcomes: { 'create contosohr': 'passed', 'create contosoit': 'pending' },
    });
  });

  test('is left out where it is not asked for', async () => {
    const { outcomes } = await noted(verify(broker, { provider, version: 'c' }));

    expect(outcomes).toEqual({ 'create contosohr': 'passed' });
  });
});

describe('names with slashes', () => {
  const { consumer, provider } = partiesOf('contoso/hr');

  test('are published, verified by the command of Pact and asked about', async () => {
    const pact = plainPact({ consumer, provider }, 'contosohr');
    await publish(broker, pact, { version: '1/2', branch: 'feat/one' });
    const verified = await noted(
      verifyByCommand(broker, { provider, version: 'a/b', branch: 'feat/two', selector: { branch: 'feat/one' } }),
    );
    const which = ['--pacticipant', consumer, '--version', '1/2', '--pacticipant', provider, '--version', 'a/b'];
    const answer = await runPact(broker, 'pact-broker', ['can-i-deploy', ...which]);

    expect(verified.output).toContain('create contosohr');
    expect(answer).toEqual({ exitCode: 0, output: expect.stringContaining('Computer says yes') });
  });
});

describe.runIf(isDouble)('the token of the broker', () => {
  test('is sent with every call, and printed by none of the clients', () => {
    expect(new Set(broker.exchanges.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer']));
    expect(told.filter((text) => text.includes(canary))).toEqual([]);
  });

  test('is in none of the records of the double', () => {
    expect(JSON.stringify(broker.exchanges)).not.toContain(canary);
  });

  test('is refused when it is another, without a word of it', async () => {
    const env = { ...broker.env, PACT_BROKER_TOKEN: 'canary-of-a-stranger' };
    const { exitCode, output } = await canIDeploy({ ...broker, env }, 'anything', '1');

    expect(exitCode).toBe(1);
    expect(output).toContain('401');
    expect(output).not.toContain('canary-of-a-stranger');
  });
});
