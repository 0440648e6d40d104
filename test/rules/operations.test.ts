import { expect, test } from 'vitest';
import { contextUrl } from '../../src/rules/index.ts';

test('the context of a response is that of one connection by default', () => {
  expect(contextUrl('https://graph.microsoft.com', 'beta')).toBe(
    'https://graph.microsoft.com/beta/$metadata#external/connections/$entity',
  );
});
