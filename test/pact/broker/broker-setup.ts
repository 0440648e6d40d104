import type { TestProject } from 'vitest/node';
import type { ProvidedBroker } from './inject-broker.ts';
import { type BasicCredentials, startBroker } from './start-broker.ts';

const users = {
  writer: { username: 'writer', password: 'canary-4b1f-writer-password' },
  reader: { username: 'reader', password: 'canary-9d20-reader-password' },
};

/** Starts the broker of a vitest project, and stops it after the last test. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = brokerOfEnvironment();
  if (named) {
    project.provide('broker', named);
    return undefined;
  }
  const { authentication } = project.getProvidedContext();
  const broker = await startBroker(authentication === 'basic' ? users : undefined);
  project.provide('broker', { url: broker.url, isNamed: false, ...(authentication === 'basic' && users) });
  await printVersion(project, broker.url, users.writer);
  return broker.stop;
}

function brokerOfEnvironment(): ProvidedBroker | undefined {
  const { PACT_BROKER_BASE_URL, PACT_BROKER_TOKEN, PACT_BROKER_USERNAME, PACT_BROKER_PASSWORD = '' } = process.env;
  if (!PACT_BROKER_BASE_URL) return undefined;
  return {
    url: PACT_BROKER_BASE_URL.replace(/\/$/, ''),
    isNamed: true,
    ...(PACT_BROKER_TOKEN && { token: PACT_BROKER_TOKEN }),
    ...(PACT_BROKER_USERNAME && { writer: { username: PACT_BROKER_USERNAME, password: PACT_BROKER_PASSWORD } }),
  };
}

async function printVersion({ name }: TestProject, url: string, { username, password }: BasicCredentials) {
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const { headers } = await fetch(url, { headers: { authorization } });
  console.error(`${name}: Pact Broker ${headers.get('X-Pact-Broker-Version')} at ${url}`);
}
