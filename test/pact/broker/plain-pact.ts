/** The two names in a pact. */
export interface Parties {
  readonly consumer: string;
  readonly provider: string;
}

/**
 * A pact as plain data, with one interaction: a create of a connection with the id.
 *
 * @param status what the consumer expects; the emulator answers 201 to the first create and 409 to a second.
 */
export function plainPact({ consumer, provider }: Parties, id: string, status = 201) {
  return {
    consumer: { name: consumer },
    provider: { name: provider },
    interactions: [
      {
        type: 'Synchronous/HTTP',
        description: `create ${id}`,
        pending: false,
        request: {
          method: 'POST',
          path: '/v1.0/external/connections',
          headers: { Authorization: ['Bearer fake-access-token'], 'Content-Type': ['application/json'] },
          body: { content: { id, name: 'Contoso HR' }, contentType: 'application/json', encoded: false },
        },
        response: { status },
      },
    ],
    metadata: { pactSpecification: { version: '4.0' } },
  };
}
