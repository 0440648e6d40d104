import { expect, test } from 'vitest';
import { contractContextOf } from '../../src/pact/contract-context.ts';
import { explainRun } from '../../src/pact/explain-run.ts';
import { interactionsFor } from '../../src/pact/interactions-for.ts';

const canary = 'CANARY-4711/of+the_tenant';
const token = `eyJhbGciOiJub25lIn0.${btoa(JSON.stringify({ app: canary }))}.SIGNATURE4711`;

/** What the kit prints of a client that sent headers, a query and a body, and threw an error with a text, or a value. */
function printedOf(thrown: unknown, { headers = {}, query = '', text = '' } = {}): string {
  const [interaction] = interactionsFor();
  if (!interaction) throw new Error('There is no interaction.');
  const { method } = interaction.request;
  const sent = { method, path: '/wrong', query: new URLSearchParams(query), text, status: 400 };
  return explainRun(
    interaction,
    {
      graphUrl: 'http://127.0.0.1:1',
      sent: [{ ...sent, headers: new Headers(headers) }],
      own: undefined,
      violations: [],
      ending: { status: 'rejected', reason: typeof thrown === 'string' ? new Error(thrown) : thrown },
      timeoutMs: 1000,
      refusal: undefined,
    },
    contractContextOf({}, 'the test'),
  ).join('\n');
}

test.for([
  'Authorization',
  'Cookie',
  'GraphConnectors-Ticket',
  'x-api-key',
  'ocp-apim-subscription-key',
  'x-ms-authorization-auxiliary',
])('the value of the header %s is in no message', (name) => {
  expect(printedOf(`The key ${canary} is wrong.`, { headers: { [name]: canary } })).toContain(
    'The key [redacted] is wrong.',
  );
});

test.for([
  `Bearer ${canary}`,
  `Bearer${canary}`,
  `Bearer "${canary}"`,
  `Bearer Bearer ${canary}`,
  `SharedAccessSignature sr=x&sig=${canary}&se=1`,
  `Basic ${btoa(`contoso:${canary}`)}`,
])('the credential of Authorization: %s is in no message, in whatever encoding', (authorization) => {
  const once = encodeURIComponent(canary);
  const copies = [
    canary,
    once,
    once.toLowerCase(),
    encodeURIComponent(once),
    `"${canary}"`,
    canary.replace('/', '\\/'),
  ];

  const printed = printedOf(`Failed: ${copies.join(' | ')}`, { headers: { Authorization: authorization } });

  expect(printed).toContain(
    `Failed: ${copies.map((copy) => (copy.startsWith('"') ? '"[redacted]"' : '[redacted]')).join(' | ')}`,
  );
});

test.for(token.split('.').slice(1))('a part of a JSON Web Token, %s, is in no message', (part) => {
  expect(printedOf(`no ${part}`, { headers: { Authorization: `Bearer ${token}` } })).not.toContain(part.slice(0, 8));
});

test.for(['access_token', 'x', 'code'])('the value of the query option %s is in no message', (name) => {
  const query = new URLSearchParams({ [name]: canary }).toString();

  expect(printedOf(`GET /?${query} failed, ${canary}`, { query })).not.toContain('4711');
});

test.for([JSON.stringify({ client_secret: canary }), `client_secret=${encodeURIComponent(canary)}`])(
  'the secret in the body %s is in no message',
  (text) => {
    expect(printedOf(`refused ${canary}`, { text })).toContain('refused [redacted]');
  },
);

const unreadable = Object.defineProperty(new Error(), 'message', {
  get() {
    throw new Error('The message cannot be read.');
  },
});

test.for([
  [Object.create(null), '[object Object]'],
  [unreadable, '[object Error]'],
] as const)('a thrown value without a text is reported: %#', ([thrown, text]) => {
  expect(printedOf(thrown)).toContain(`The client threw: ${text}`);
});
