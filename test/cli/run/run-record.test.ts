import { expect, test } from 'vitest';
import { createRunRecord } from '../../../src/cli/run/run-record.ts';
import { createEmulator } from '../../../src/emulator/index.ts';
import { createGraphHandler } from '../../../src/server/handler.ts';

test.for([
  ['in another field', 'contoso', { client_secret: 'made-up-secret', scope: 'made-up-secret' }],
  [
    'as its tenant',
    '-made-up-secret',
    { client_secret: '-made-up-secret', scope: 'https://graph.microsoft.com/.default' },
  ],
] as const)(
  'a refused request for a token that repeats its secret %s is recorded without it',
  async ([, tenant, form]) => {
    const record = createRunRecord();
    const handler = createGraphHandler({ emulator: createEmulator(), onExchange: undefined, onLogin: record.addLogin });

    await handler(
      new Request(`https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({ grant_type: 'client_credentials', client_id: 'an-app', ...form }),
      }),
    );

    const refused = [...record.refusedLogins.values()];
    expect(refused).toMatchObject([{ seen: { reason: expect.stringContaining('[redacted]') } }]);
    expect(JSON.stringify(refused)).not.toContain('made-up-secret');
  },
);
