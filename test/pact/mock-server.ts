import { PactV4 } from '@pact-foundation/pact';
import type { Interaction } from '../../src/pact/index.ts';
import { exampleOf } from '../../src/pact/matcher.ts';

/** Whether the request with that body, or with those headers, is the one of the interaction. */
export type Ask = (other: {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}) => Promise<boolean>;

/** Asks Pact's own mock server, as often as wanted, whether it takes a request for that of an interaction. */
export async function withMockServerOf(interaction: Interaction, ask: (matches: Ask) => Promise<void>): Promise<void> {
  const { description, request } = interaction;
  let failure: unknown;
  const prepared = new PactV4({ consumer: 'tests', provider: 'tests', logLevel: 'error' })
    .addInteraction()
    .uponReceiving(description)
    .withRequest(request.method, request.path as string, (builder) => {
      builder.headers(request.headers as Record<string, string>);
      builder.jsonBody(request.body);
    })
    .willRespondWith(299);
  const outcome = prepared.executeTest(async ({ url }) => {
    try {
      await ask(async ({ body = exampleOf(request.body), headers = {} }) => {
        const response = await fetch(`${url}${request.path}`, {
          method: request.method,
          headers: { ...(exampleOf(request.headers) as Record<string, string>), ...headers },
          body: new TextEncoder().encode(JSON.stringify(body)),
        });
        await response.text();
        return response.status === 299;
      });
    } catch (error) {
      failure = error;
    }
    // A mismatch, so that no pact file is written.
    await fetch(`${url}/nowhere`);
  });
  await outcome.catch(() => {});
  if (failure) throw failure;
}
