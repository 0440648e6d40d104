import { describe, expect, test } from 'vitest';
import { isDouble } from './broker-at-hand.ts';
import { startBroker } from './double/start-broker.ts';
import { plainPact } from './plain-pact.ts';
import { publish, runPact } from './run-pact.ts';
import { ask, publishPact } from './wire.ts';

const parties = { consumer: 'contoso-hr-connector', provider: 'Graph' };

/** A double with one pact, without a door, and with a clock that stands still. */
async function startedDouble() {
  const { url, exchanges, close } = await startBroker({ now: () => new Date('2026-05-04T03:02:01Z') });
  const broker = {
    url,
    exchanges,
    close,
    authorization: 'Bearer anything',
    credentials: {},
    env: { PACT_BROKER_BASE_URL: url, PACT_BROKER_HTTP_RETRIES: '0' },
  };
  await publishPact(broker, plainPact(parties, 'contosohr'), { branch: 'main' });
  return { ...broker, [Symbol.asyncDispose]: close };
}

const forVerification = '/pacts/provider/Graph/for-verification';

describe.runIf(isDouble)('the double of the broker', () => {
  test.for([
    ['POST', '/webhooks', {}, 'route POST /webhooks'],
    ['GET', '/', undefined, undefined],
    ['DELETE', '/pacticipants/Graph', undefined, 'route DELETE /pacticipants/Graph'],
    ['GET', '/integrations', undefined, 'route GET /integrations'],
    ['POST', '/pacticipants/Graph/versions/1/released-versions/environment/1', {}, 'released-versions'],
    [
      'POST',
      forVerification,
      { consumerVersionSelectors: [{ branch: 'a', fallbackBranch: 'b' }] },
      'selector.fallbackBranch',
    ],
    ['POST', forVerification, { consumerVersionSelectors: [{ released: true }] }, 'selector.released'],
    [
      'POST',
      forVerification,
      { consumerVersionSelectors: [{ branch: 'a', latest: false }] },
      'selector.branch with latest false',
    ],
    ['POST', forVerification, { somethingNew: true }, 'verification.somethingNew'],
    ['GET', '/matrix?q[][pacticipant]=Graph&ignore[][pacticipant]=Other', undefined, 'matrix.ignore[][pacticipant]'],
    ['GET', '/matrix?q[][pacticipant]=Graph&days=3', undefined, 'matrix.days'],
    ['POST', '/environments', { name: 'staging', production: false, contacts: [] }, 'environment.contacts'],
    ['POST', '/pacticipants', { name: 'Graph', labels: [] }, 'pacticipant.labels'],
    ['POST', '/contracts/publish', { somethingNew: true }, 'publish.somethingNew'],
  ] as const)('answers %s %s with %j as far as it goes: %s', async ([method, path, body, reason]) => {
    await using broker = await startedDouble();

    const answer = await ask(broker, `${method} ${path}`, body);

    expect(answer.status).toBe(reason === undefined ? 200 : 501);
    if (reason !== undefined) expect(answer.body).toHaveProperty('error.reason', expect.stringContaining(reason));
  });

  test('lets the CLI say the reason', async () => {
    await using broker = await startedDouble();
    const words = ['create-webhook', 'http://127.0.0.1/', '--request', 'POST', '--contract-content-changed'];

    const { exitCode, output } = await runPact(broker, 'pact-broker', words);

    expect(exitCode).toBe(1);
    expect(output).toContain('route POST /webhooks');
  });

  test('has a link for each of its doors, and the curies to read them', async () => {
    await using broker = await startedDouble();

    const { body, headers } = await ask(broker, 'GET /');

    expect(headers.get('Content-Type')).toBe('application/hal+json;charset=utf-8');
    expect(body).toMatchObject({
      _links: {
        'pb:publish-contracts': { href: `${broker.url}/contracts/publish` },
        'pb:provider-pacts-for-verification': {
          href: `${broker.url}/pacts/provider/{provider}/for-verification`,
          templated: true,
        },
        curies: [{ name: 'pb', templated: true }],
      },
    });
  });

  test('writes the same journal for the same calls', async () => {
    const journals = [];
    for (const _ of [1, 2]) {
      await using broker = await startedDouble();
      await ask(broker, 'POST /environments', { name: 'staging', production: false });
      journals.push(JSON.stringify(broker.exchanges).replaceAll(broker.url, ''));
    }

    expect(journals[0]).toBe(journals[1]);
  });

  test.for([
    ['the token', 'Bearer secret-token', 200],
    ['the pair', `Basic ${Buffer.from('ann:secret-word').toString('base64')}`, 200],
    ['another token', 'Bearer secret-tokeN', 401],
    ['another word', `Basic ${Buffer.from('ann:other').toString('base64')}`, 401],
    ['nothing', '', 401],
  ] as const)('lets in who brings %s: %s', async ([, authorization, status]) => {
    const { url, close } = await startBroker({ token: 'secret-token', username: 'ann', password: 'secret-word' });

    const answer = await ask({ url, authorization }, 'GET /');
    await close();

    expect(answer.status).toBe(status);
  });

  test('keeps nothing of a credential in its journal', async () => {
    const { url, exchanges, close } = await startBroker({
      token: 'secret-token',
      username: 'ann',
      password: 'secret-word',
    });
    const pair = Buffer.from('ann:secret-word').toString('base64');

    await ask({ url, authorization: 'Bearer secret-token' }, 'GET /');
    await ask({ url, authorization: `Basic ${pair}` }, 'GET /');
    await close();

    expect(exchanges.map(({ authorization }) => authorization)).toEqual(['Bearer', 'Basic']);
    expect(JSON.stringify(exchanges)).not.toMatch(new RegExp(`secret|${pair}`));
  });

  test('takes a user name and a password from the CLI', async () => {
    const { url, close, exchanges } = await startBroker({ username: 'ann', password: 'secret-word' });
    const env = { PACT_BROKER_BASE_URL: url, PACT_BROKER_USERNAME: 'ann', PACT_BROKER_PASSWORD: 'secret-word' };

    const { exitCode } = await publish(
      { url, env, exchanges, authorization: '', credentials: {}, close },
      plainPact(parties, 'contosohr'),
      { version: '1' },
    );
    await close();

    expect(exitCode).toBe(0);
  });
});
