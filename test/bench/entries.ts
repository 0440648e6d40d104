/** The entry points that run outside a test runner, each with the peers that it imports. */
export const entries: Readonly<Record<string, readonly string[]>> = {
  'external-connection-testkit': ['zod'],
  'external-connection-testkit/builders': ['zod', '@faker-js/faker/locale/en'],
  'external-connection-testkit/arbitraries': ['zod', '@faker-js/faker/locale/en', 'fast-check'],
  'external-connection-testkit/emulator': ['zod'],
  'external-connection-testkit/matchers': ['zod'],
  'external-connection-testkit/msw': ['zod', 'msw'],
  'external-connection-testkit/server': ['zod', 'srvx/node'],
  'external-connection-testkit/suite': ['zod', '@faker-js/faker/locale/en'],
  'external-connection-testkit/pact': ['zod', '@faker-js/faker/locale/en', '@pact-foundation/pact'],
};
