import { expect, test } from 'vitest';
import { publicationOf, publishPact, send } from './broker-api.ts';
import { injectBroker, partiesOf } from './inject-broker.ts';
import { type Parties, plainPact } from './plain-pact.ts';

const broker = injectBroker();
const post = (body: unknown) => send(broker, 'POST /contracts/publish', body);

/** A publication whose only contract has a wrong value in one property. */
function invalid(property: string, value: unknown) {
  const { contracts, ...rest } = publicationOf(plainPact(partiesOf('invalid'), 'contosohr'));
  return { ...rest, contracts: contracts.map((contract) => ({ ...contract, [property]: value })) };
}

test.for([
  ['without the name of the consumer', { ...invalid('onConflict', 'merge'), pacticipantName: undefined }],
  ['without a version', { ...invalid('onConflict', 'merge'), pacticipantVersionNumber: undefined }],
  ['without contracts', { ...invalid('onConflict', 'merge'), contracts: undefined }],
  ['of another consumer than its contract', invalid('consumerName', 'another consumer')],
  ['whose content is not Base64', invalid('content', '{"consumer":{}}')],
  ['whose content is not JSON', invalid('content', Buffer.from('consumer: x').toString('base64'))],
] as const)('refuses a publication %s with 400', async ([, body]) => {
  expect(await post(body)).toMatchObject({ status: 400, body: { errors: expect.anything() } });
});

test('accepts a pact that is published again unchanged', async () => {
  const pact = plainPact(partiesOf('unchanged'), 'contosohr');
  await publishPact(broker, pact, { branch: 'main' });

  const { status, body } = await publishPact(broker, pact, { branch: 'main' });

  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('no content changes');
});

test('accepts a pact whose keys have another order and whose metadata names another tool', async () => {
  const { interactions, metadata, ...parties } = plainPact(partiesOf('reordered'), 'contosohr');
  const reversed = interactions.map((one) => Object.fromEntries(Object.entries(one).toReversed()));
  await publishPact(broker, { ...parties, interactions, metadata });

  const second = { ...parties, interactions: reversed, metadata: { ...metadata, tool: '2' } };

  expect((await publishPact(broker, second)).status).toBe(200);
});

test.for(['overwrite', 'merge'])(
  'refuses another content under the same version with 409 and a diff, with onConflict %s',
  async (onConflict) => {
    const parties = partiesOf(`conflict ${onConflict}`);
    await publishPact(broker, plainPact(parties, 'contosohr'));
    const { contracts, ...rest } = publicationOf(plainPact(parties, 'contosoit'));

    const response = await post({ ...rest, contracts: contracts.map((one) => ({ ...one, onConflict })) });

    expect(response).toMatchObject({
      status: 409,
      body: {
        notices: [{ type: 'error' }, { type: 'info', text: expect.stringContaining('contosoit') }],
        errors: expect.anything(),
      },
    });
    expect(await descriptionsOf(parties)).toEqual(['create contosohr']);
  },
);

/** The descriptions in the pact of version 1. */
async function descriptionsOf({ consumer, provider }: Parties): Promise<string[]> {
  const between = `provider/${encodeURIComponent(provider)}/consumer/${encodeURIComponent(consumer)}`;
  const { body } = await send<{ interactions: { description: string }[] }>(broker, `GET /pacts/${between}/version/1`);
  return body.interactions.map(({ description }) => description);
}
