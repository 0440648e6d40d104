import { expect, test } from 'vitest';
import { type CreateConnection, formatSuiteReport, runSuite } from '../../src/suite/index.ts';
import { careful, post, refuseFailure, requestOf, urlOf } from './clients.ts';

test('each kind of finding is explained once, with one example and the keys of the other situations', async () => {
  const printing: CreateConnection = async (input) => {
    console.debug(input.accessToken);
    await refuseFailure(await post(input));
  };

  const report = await runSuite('a client that prints', printing, { skip: ['create.nationalCloud'] });
  const text = formatSuiteReport(report);

  expect(report).toMatchObject({ client: 'a client that prints', passed: 0, notRun: 0 });
  expect(text.match(/The access token was printed\./g)).toHaveLength(1);
  expect(text).toMatch(/^a client that prints: 0 of \d+ situations passed, \d+ skipped\n/);
  expect(text).toMatch(/\nleak\.print × \d\d \(create\.plain, create\.settings, .* more\)\n/);
  expect(text).toContain('\ncreate.nationalCloud: The option skip names it.\n');
  expect(text).not.toMatch(/It (does not retry|retries|throws|returns)/);
});

test('each broken rule is explained, with its own fix', async () => {
  const client: CreateConnection = async (input) => {
    await careful(input);
    const properties = [
      { name: 'my_tags', type: 'string' },
      { name: 'draft', type: 'boolean', isRefinable: true },
    ];
    const body = JSON.stringify({ baseType: 'microsoft.graph.externalItem', properties });
    const url = `${urlOf(input)}/${input.connection.id}/schema`;
    await refuseFailure(await fetch(url, { ...requestOf(input), method: 'PATCH', body }));
  };

  const text = formatSuiteReport(await runSuite('a connector', client, { registersSchema: true }));

  expect(text.match(/^sent\.rule: \S+/gm)).toEqual([
    'sent.rule: schemaProperty.nameAlphanumeric',
    'sent.rule: schemaProperty.refinableType',
  ]);
});

test('the report of a client is plain data, with the findings of each situation', async () => {
  const report = await runSuite('a client that sends nothing', async () => {});

  const [first] = JSON.parse(JSON.stringify(report)).situations;
  expect(first).toMatchObject({
    key: 'create.plain',
    status: 'failed',
    findings: [{ kind: 'end.neverSent', situation: 'create.plain', expected: 'a create request' }],
  });
});

test('the policy names what is retried and what is not, as far as it was seen', async () => {
  const text = formatSuiteReport(await runSuite('a careful client', careful, { skip: ['error.502'] }));

  expect(text).toContain(
    '\nIt does not retry after 429, 500, 503, 504, a lost connection.\nIt throws when the id is taken.',
  );
});
