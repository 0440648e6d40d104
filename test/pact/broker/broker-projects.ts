import { project } from '../../projects.ts';
import { hasRuby } from './install-gems.ts';

/** They need Basic authentication, start brokers of their own, or install the packed package. */
const onceIsEnough = ['refused-publication', 'start-broker', 'readme'].map(
  (name) => `test/pact/broker/${name}.test.ts`,
);

/**
 * Returns the vitest projects of the tests against a Pact Broker: one that is started without and one with Basic
 * authentication, or the broker at `PACT_BROKER_BASE_URL`. On a machine without Ruby, the tests are reported as skipped.
 */
export function brokerProjects() {
  if (process.env.PACT_BROKER_BASE_URL) return [brokerProject('broker', 'basic')];
  if (hasRuby()) {
    return [brokerProject('broker', 'none', onceIsEnough), brokerProject('broker with Basic authentication', 'basic')];
  }
  return [project('broker', ['test/pact/broker/no-broker.test.ts'])];
}

function brokerProject(name: string, authentication: 'none' | 'basic', exclude: string[] = []) {
  const { resolve, test } = project(
    name,
    ['test/pact/broker/**/*.test.ts'],
    ['test/pact/broker/no-broker.test.ts', ...exclude],
  );
  const globalSetup = ['test/pact/broker/broker-setup.ts'];
  // A test may start a broker three times, and a hook may install the package, which takes many times as long on a busy
  // machine. These limits only end what hangs.
  return {
    resolve,
    test: { ...test, globalSetup, provide: { authentication }, testTimeout: 900_000, hookTimeout: 900_000 },
  };
}
