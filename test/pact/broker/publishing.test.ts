import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BrokerAtHand, brokerAtHand, partiesOf } from './broker-at-hand.ts';
import { type Parties, plainPact } from './plain-pact.ts';
import { ask, publicationOf, publishPact } from './wire.ts';

let broker: BrokerAtHand;

beforeAll(async () => {
  broker = await brokerAtHand();
});
afterAll(() => broker.close());

const post = (body: unknown) => ask(broker, 'POST /contracts/publish', body);

/** A publication whose only contract is spoilt in one member. */
function spoilt(member: string, value: unknown) {
  const { contracts, ...rest } = publicationOf(plainPact(partiesOf('spoilt'), 'contosohr'));
  return { ...rest, contracts: contracts.map((contract) => ({ ...contract, [member]: value })) };
}

describe('a publication', () => {
  test.for([
    ['without the name of the consumer', () => ({ ...spoilt('onConflict', 'merge'), pacticipantName: undefined })],
    ['without a version', () => ({ ...spoilt('onConflict', 'merge'), pacticipantVersionNumber: undefined })],
    ['without contracts', () => ({ ...spoilt('onConflict', 'merge'), contracts: undefined })],
    ['of another consumer than its contract', () => spoilt('consumerName', 'somebody else')],
    ['whose content is no Base64', () => spoilt('content', '{"consumer":{}}')],
    ['whose content is no JSON', () => spoilt('content', Buffer.from('consumer: x').toString('base64'))],
  ] as const)('%s answers 400', async ([, body]) => {
    expect(await post(body())).toMatchObject({ status: 400, body: { errors: expect.anything() } });
  });

  test('is the same content when keys have changed places and a tool its version', async () => {
    const { interactions, metadata, ...parties } = plainPact(partiesOf('reordered'), 'contosohr');
    const turned = interactions.map((one) => Object.fromEntries(Object.entries(one).toReversed()));
    const another = { ...parties, interactions: turned, metadata: { ...metadata, tool: '2' } };
    await publishPact(broker, { ...parties, interactions, metadata });

    expect((await publishPact(broker, another)).status).toBe(200);
  });

  test('of another content under the same version answers 409 and changes nothing', async () => {
    const parties = partiesOf('conflict');
    await publishPact(broker, plainPact(parties, 'contosohr'));

    const refused = await publishPact(broker, plainPact(parties, 'contosoit'));

    expect(refused).toMatchObject({ status: 409, body: { notices: [{ type: 'error' }], errors: expect.anything() } });
    expect(await interactionsOf(parties)).toEqual(['create contosohr']);
  });

  test('that is to be merged adds its interactions to those of the version', async () => {
    const parties = partiesOf('merged');
    const { contracts, ...rest } = publicationOf(plainPact(parties, 'contosoit'));
    await publishPact(broker, plainPact(parties, 'contosohr'));

    const { status } = await post({ ...rest, contracts: contracts.map((one) => ({ ...one, onConflict: 'merge' })) });

    expect(status).toBe(200);
    expect(await interactionsOf(parties)).toEqual(['create contosohr', 'create contosoit']);
  });
});

/** The descriptions in the pact of version 1. */
async function interactionsOf({ consumer, provider }: Parties): Promise<string[]> {
  const between = `provider/${encodeURIComponent(provider)}/consumer/${encodeURIComponent(consumer)}`;
  const { body } = await ask(broker, `GET /pacts/${between}/version/1`);
  return Object(body).interactions.map((interaction: unknown) => Object(interaction).description);
}
