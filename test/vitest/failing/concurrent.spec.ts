import { expect, test } from 'vitest';
import { useEmulator } from '../../../src/vitest/index.ts';

const graph = useEmulator();

test.concurrent('finds the connection of another test', () => {
  expect(graph.connections).toHaveLength(1);
});
