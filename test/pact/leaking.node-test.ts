import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createConnectionContract } from '../../src/pact/index.ts';

// Run by canary.deep.test.ts: one interaction that goes well, and one that fails, both with a token of the client's own.
const dir = mkdtempSync(join(tmpdir(), 'node-test-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const { CANARY = '' } = process.env;
const contract = createConnectionContract({ consumer: 'contoso-hr', version: 'v1.0', dir });

for (const interaction of contract.interactions.filter(({ key }) => key === 'create.minimal')) {
  for (const id of ['contosohr', 'contoso-hr']) {
    test(`${interaction.description}: ${id}`, () =>
      contract.run(interaction, ({ graphUrl, connection }) =>
        fetch(`${graphUrl}/v1.0/external/connections`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${CANARY}`, 'Content-Type': 'application/json' },
          body: JSON.stringify({ ...connection, id }),
        }),
      ));
  }
}
