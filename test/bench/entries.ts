interface Entry {
  /** The packages that an import of it loads. */
  readonly peers: readonly string[];
  /** How many times as long as the floor its import may take. */
  readonly atMost: number;
}

/** The entry points that run outside a test runner. */
export const entries: Readonly<Record<string, Entry>> = {
  'external-connection-testkit': { peers: ['leven', 'zod'], atMost: 4 },
  'external-connection-testkit/builders': { peers: ['leven', '@faker-js/faker/locale/en'], atMost: 4 },
  'external-connection-testkit/arbitraries': { peers: ['leven', 'fast-check'], atMost: 4 },
  'external-connection-testkit/emulator': { peers: ['leven'], atMost: 4 },
  'external-connection-testkit/matchers': { peers: ['leven'], atMost: 4 },
  'external-connection-testkit/msw': { peers: ['leven', 'msw'], atMost: 1.5 },
  'external-connection-testkit/server': { peers: [], atMost: 1.5 },
  'external-connection-testkit/suite': { peers: ['leven'], atMost: 6 },
  'external-connection-testkit/pact': { peers: ['leven', 'zod'], atMost: 6 },
};
