import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Broker, brokerAt, injectBroker, partiesOf } from './inject-broker.ts';
import { plainPact } from './plain-pact.ts';
import { type RecordingProxy, startRecordingProxy } from './recording-proxy.ts';
import { canIDeploy, publish, recordDeployment } from './run-pact.ts';
import { verify } from './verify.ts';

const token = 'canary-7c1f0a9e-broker-token';

describe.skipIf(inject('broker').isNamed)('a Bearer token of the broker', () => {
  const parties = partiesOf('token');
  const { consumer, provider } = parties;
  const printed: string[] = [];
  let proxy: RecordingProxy;
  let broker: Broker;

  beforeAll(async () => {
    proxy = await startRecordingProxy(injectBroker(), token);
    broker = brokerAt(proxy.url, { token });
    const published = await publish(broker, plainPact(parties, 'contosohr'), { version: '1', branch: 'main' });
    const verified = await verify(broker, { provider, version: 'a' });
    const deployed = await recordDeployment(broker, provider, 'a');
    const asked = await canIDeploy(broker, consumer, '1');
    printed.push(...[published, verified, deployed, asked].map(({ output }) => output));
  });
  afterAll(() => proxy.close());

  test('takes a contract to production', () => {
    expect(printed.at(-1)).toContain('Computer says yes');
  });

  test('is sent in the Authorization header of every request, and in no other place', () => {
    for (const { headers, ...rest } of proxy.exchanges) {
      const { authorization, ...others } = headers;
      expect(authorization).toBe(`Bearer ${token}`);
      expect(JSON.stringify([rest, others])).not.toContain(token);
    }
  });

  test('is printed by no command', () => {
    expect(printed.join('\n')).not.toContain(token);
  });

  test('verifies and publishes with exactly these requests', () => {
    const requests = proxy.exchanges
      .filter(({ headers }) => !headers['user-agent']?.startsWith('pact-broker-cli'))
      .map(
        ({ method, path, headers, status }) =>
          `${headers['user-agent']?.replace(/\/.*/, '')}: ${status} ${method} ${shortened(path)}`,
      );

    expect(requests).toMatchInlineSnapshot(`
      [
        "external-connection-testkit: 200 GET /",
        "external-connection-testkit: 200 POST /pacts/provider/{provider}/for-verification",
        "external-connection-testkit: 200 GET /pacts/provider/{provider}/consumer/{consumer}/pact-version/{sha}/metadata/{metadata}",
        "pact_verifier: 200 GET /",
        "pact_verifier: 200 GET /pacts/provider/{provider}/for-verification",
        "pact_verifier: 200 POST /pacts/provider/{provider}/for-verification",
        "pact_verifier: 200 GET /pacts/provider/{provider}/consumer/{consumer}/pact-version/{sha}/metadata/{metadata}",
        "external-connection-testkit: 200 GET /pacticipants/{provider}",
        "external-connection-testkit: 201 PUT /pacticipants/{provider}/branches/main/versions/a",
        "external-connection-testkit: 201 POST /pacts/provider/{provider}/consumer/{consumer}/pact-version/{sha}/metadata/{metadata}/verification-results",
      ]
    `);
  });

  test('is refused when it is wrong, and not printed', async () => {
    const { exitCode, output } = await canIDeploy(brokerAt(proxy.url, { token: 'canary-wrong-token' }), consumer, '1');

    expect(exitCode).toBe(1);
    expect(output).toContain('401');
    expect(output).not.toContain('canary-wrong-token');
  });

  /** The path with names for what differs from run to run. */
  function shortened(path: string): string {
    return decodeURIComponent(path)
      .replaceAll(consumer, '{consumer}')
      .replaceAll(provider, '{provider}')
      .replaceAll(/[0-9a-f]{40}/g, '{sha}')
      .replaceAll(/metadata\/[^/]+/g, 'metadata/{metadata}');
  }
});
