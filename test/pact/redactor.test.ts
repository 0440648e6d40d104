import { expect, test } from 'vitest';
import { redactorFor } from '../../src/pact/explain-run.ts';
import { interactionsFor } from '../../src/pact/interactions-for.ts';

const [interaction] = interactionsFor();
const canary = 'CANARY-4711';

test.for([
  'Authorization',
  'Cookie',
  'GraphConnectors-Ticket',
  'x-api-key',
  'ocp-apim-subscription-key',
  'x-ms-authorization-auxiliary',
])('the value of the header %s is in no message', (name) => {
  if (!interaction) throw new Error('There is no interaction.');
  const sent = { method: 'POST', path: '/', query: new URLSearchParams(), text: '', status: 400 };

  const redact = redactorFor(interaction, [{ ...sent, headers: new Headers({ [name]: canary }) }]);

  expect(redact(`The key ${canary} is wrong.`)).toBe('The key [redacted] is wrong.');
});
