/** The names in a pact. */
export interface Parties {
  readonly consumer: string;
  readonly provider: string;
}

/**
 * Returns a pact as plain data, with one interaction: a request that creates a connection with the id.
 *
 * @param status what the consumer expects; the emulator responds with 201 to the first request and 409 to a second.
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
