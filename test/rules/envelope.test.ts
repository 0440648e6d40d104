import { expect, test } from 'vitest';
import { contextUrl } from '../../src/rules/index.ts';

test('the context of an answer is that of one connection where nothing else is said', () => {
  expect(contextUrl('https://graph.microsoft.com', 'beta')).toBe(
    'https://graph.microsoft.com/beta/$metadata#external/connections/$entity',
  );
});
