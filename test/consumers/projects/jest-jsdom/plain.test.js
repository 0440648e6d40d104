import { expect, test } from '@jest/globals';
import { createExternalConnectionSchema } from 'external-connection-testkit';
import { createBuilders } from 'external-connection-testkit/builders';
import { matchers } from 'external-connection-testkit/matchers';

expect.extend(matchers);

test('what imports no MSW loads in jsdom as it is', async () => {
  const connection = createBuilders().createRequest();

  expect(document.title).toBe('');
  expect(connection).toBeValidCreateRequest();
  expect(createExternalConnectionSchema.safeParse(connection).success).toBe(true);
  for (const name of ['emulator', 'suite', 'server']) await import(`external-connection-testkit/${name}`);
});
