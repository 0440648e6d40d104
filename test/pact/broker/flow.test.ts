import { beforeAll, describe, expect, test } from 'vitest';
import { areDeployable, publishPact, publishResult } from './broker-api.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';
import { canIDeploy, type PactRun, publish, recordDeployment, runPact } from './run-pact.ts';
import { type VerificationRun, verify, verifyByCommand } from './verify.ts';

const broker = injectBroker();

describe('a contract on its way to production', () => {
  const parties = partiesOf('deployed');
  const { consumer, provider } = parties;
  const runs: Record<string, PactRun> = {};
  let verified: VerificationRun;
  let regression: VerificationRun;

  beforeAll(async () => {
    const first = plainPact(parties, 'contosohr');
    runs.published = await publish(broker, first, { version: '1.0.0', branch: 'main' });
    runs.publishedAgain = await publish(broker, first, { version: '1.0.0', branch: 'main' });
    runs.changed = await publish(broker, plainPact(parties, 'contosoit'), { version: '1.0.0', branch: 'main' });
    runs.early = await canIDeploy(broker, consumer, '1.0.0');
    verified = await verify(broker, { provider, version: '2026-05' });
    runs.providerDeployed = await recordDeployment(broker, provider, '2026-05');
    runs.late = await canIDeploy(broker, consumer, '1.0.0');
    runs.consumerDeployed = await recordDeployment(broker, consumer, '1.0.0');
    await publish(broker, plainPact(parties, 'contosoit'), { version: '1.1.0', branch: 'main' });
    runs.next = await canIDeploy(broker, consumer, '1.1.0');
    regression = await verify(broker, { provider, version: '2026-06', selectors: [{ deployedOrReleased: true }] });
  });

  test('is published by the CLI', () => {
    expect(runs.published).toEqual({
      exitCode: 0,
      output: expect.stringContaining(`Pact successfully published for ${consumer} version 1.0.0`),
    });
  });

  test('is accepted again unchanged', () => {
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

  test('is verified with the next provider while it is deployed, without its unverified successor', () => {
    expect(regression.outcomes).toEqual({ 'create contosohr': 'passed' });
  });
});

describe('a pact that the provider breaks', () => {
  const parties = partiesOf('broken');
  const { consumer, provider } = parties;
  let pending: VerificationRun;
  let strict: VerificationRun;

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'contosohr', 418), { branch: 'main' });
    pending = await verify(broker, { provider, version: 'a', pending: true });
    strict = await verify(broker, { provider, version: 'b' });
  });

  test('does not fail the run while it is pending', () => {
    expect(pending).toMatchObject({ failed: false, outcomes: { 'create contosohr': 'pending' } });
  });

  test('has notices about why it is pending, and none about ends that did not come', () => {
    expect(pending.output).toContain('is in pending state for this version');
    expect(pending.output).not.toMatch(/is (?:no longer|still) in pending state/);
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

test('a pact that passed once is no longer pending: its next failure fails the run', async () => {
  const parties = partiesOf('passed once');
  const { provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  await publishResult(broker, { provider, version: 'a', success: true });

  const run = await verify(broker, { provider, version: 'b', pending: true, existingId: 'contosohr' });

  expect(run).toMatchObject({ failed: true, outcomes: { 'create contosohr': 'failed' } });
});

test('results are published for a provider version without a branch', async () => {
  const parties = partiesOf('without branch');
  const { consumer, provider } = parties;
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });

  await verify(broker, { provider, version: 'a', branch: null });

  const pair = [
    [consumer, '1'],
    [provider, 'a'],
  ] as const;
  expect(await areDeployable(broker, pair)).toBe(true);
});

describe('work in progress on a branch', () => {
  const parties = partiesOf('progress');
  const { provider } = parties;

  beforeAll(async () => {
    await publishPact(broker, plainPact(parties, 'contosohr'), { version: '1', branch: 'main' });
    await publishResult(broker, { provider, version: 'a', success: true });
    await publishPact(broker, plainPact(parties, 'contosoit', 418), { version: '2', branch: 'feat/it' });
  });

  test('is verified beside the selected pacts, and its failure does not fail the run', async () => {
    const run = await verify(broker, { provider, version: 'b', pending: true, wipSince: '2026-01-01' });

    expect(run).toMatchObject({
      failed: false,
      outcomes: { 'create contosohr': 'passed', 'create contosoit': 'pending' },
    });
  });

  test('is not verified without wipSince', async () => {
    const { outcomes } = await verify(broker, { provider, version: 'c' });

    expect(outcomes).toEqual({ 'create contosohr': 'passed' });
  });
});

test('names, versions and branches with slashes are published, verified and deployable', async () => {
  const { consumer, provider } = partiesOf('contoso/hr');
  await publish(broker, plainPact({ consumer, provider }, 'contosohr'), { version: '1/2', branch: 'feat/one' });
  const kit = await verify(broker, {
    provider,
    version: 'a/b',
    branch: 'feat/two',
    selectors: [{ branch: 'feat/one' }],
  });
  const command = await verifyByCommand(broker, {
    provider,
    version: 'a/c',
    branch: 'feat/two',
    selector: { branch: 'feat/one' },
  });
  const which = ['--pacticipant', consumer, '--version', '1/2', '--pacticipant', provider, '--version'];

  expect(kit.outcomes).toEqual({ 'create contosohr': 'passed' });
  expect(command.output).toContain('create contosohr');
  for (const version of ['a/b', 'a/c'])
    expect(await runPact(broker, 'pact-broker', ['can-i-deploy', ...which, version])).toEqual({
      exitCode: 0,
      output: expect.stringContaining('Computer says yes'),
    });
});
