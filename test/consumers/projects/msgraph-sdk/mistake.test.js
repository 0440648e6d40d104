import { useEmulator } from 'external-connection-testkit/vitest';
import { test } from 'vitest';
import { createGraph } from './graph.js';

useEmulator();

test('sends an id with a hyphen', async () => {
  await createGraph().create({ id: 'contoso-hr', name: 'Contoso HR' });
});
