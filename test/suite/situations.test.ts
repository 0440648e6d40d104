import { expect, test } from 'vitest';
import { situations } from '../../src/suite/index.ts';
import { careful } from './clients.ts';

test.for(situations)('$key: a client that asks once, and tells the truth, is right', async (situation) => {
  await expect(situation.run(careful)).resolves.toMatchObject({ advice: [] });
});

test('each situation has a key of its own', () => {
  expect(new Set(situations.map(({ key }) => key)).size).toBe(situations.length);
});
