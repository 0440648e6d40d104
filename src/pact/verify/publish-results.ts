import * as z from 'zod';
import { once } from '../../rules/index.ts';
import { type BrokerClient, type ClientOptions, createBrokerClient } from './broker-client.ts';
import { type BrokerOptions, pactSelection } from './broker-options.ts';
import type { CoreReport } from './report.ts';
import { type InteractionResult, PublicationError, type VerificationResults } from './verification-results.ts';

/** The pacts that a broker selects for a verification, before that begins. */
export interface Publication {
  /**
   * Publishes the result of each pact.
   *
   * @param report names the interactions of the results by the ids that the broker has given to them.
   * @throws PublicationError when the broker does not accept a result.
   */
  publish(results: VerificationResults, report: CoreReport): Promise<void>;
  close(): void;
}

interface PublicationOptions extends ClientOptions {
  readonly provider: string;
}

/**
 * Selects the pacts as Pact's Verifier will. The kit publishes the results itself: the Verifier ignores a broker that
 * refuses them with 401, 403, 404 or 409 or breaks the connection, and retries for more than half a minute after a 500.
 */
export async function preparePublication(broker: BrokerOptions, options: PublicationOptions): Promise<Publication> {
  const client = createBrokerClient(broker, options);
  try {
    const pacts = await selectPacts(client, broker, options.provider);
    return {
      async publish(results, report) {
        try {
          await publishAll(client, broker, { pacts, results: testResultsOf(results, report) });
        } catch (error) {
          throw new PublicationError(results, error);
        }
      },
      close: client.close,
    };
  } catch (error) {
    client.close();
    throw error;
  }
}

const brokerSchemas = once(() => {
  const link = z.object({ href: z.string() });
  const links = z.object({ _links: z.record(z.string(), z.union([link, z.array(link)])) });
  const withIds = z.array(z.object({ _id: z.string() })).default([]);
  return {
    links,
    selection: z.object({ _embedded: z.object({ pacts: z.array(links) }) }),
    pact: links.extend({ consumer: z.object({ name: z.string() }), interactions: withIds, messages: withIds }),
  };
});
type SelectedPact = z.infer<ReturnType<typeof brokerSchemas>['pact']>;

async function selectPacts(
  { send }: BrokerClient,
  broker: BrokerOptions,
  provider: string,
): Promise<readonly SelectedPact[]> {
  const index = await send('GET', broker.url);
  const selection = await send('POST', hrefOf(index, 'pb:provider-pacts-for-verification', { provider }), {
    ...pactSelection(broker),
    includePendingStatus: broker.pending ?? false,
  });
  const pacts: SelectedPact[] = [];
  for (const pact of brokerSchemas().selection.parse(selection)._embedded.pacts) {
    pacts.push(brokerSchemas().pact.parse(await send('GET', hrefOf(pact, 'self'))));
  }
  return pacts;
}

interface TestResult {
  readonly interactionId: string;
  readonly interactionDescription: string;
  readonly success: boolean;
  readonly mismatches: readonly { readonly attribute: string; readonly description: string }[];
}

/** The results that have an id of the broker; several have the same one where an interaction is part of several pacts. */
function testResultsOf(
  { interactions }: VerificationResults,
  { interactionResults }: CoreReport,
): readonly TestResult[] {
  return interactions.flatMap((result, index) => {
    const interactionId = interactionResults[index]?.interactionId;
    return interactionId === undefined ? [] : [testResultOf(interactionId, result)];
  });
}

function testResultOf(interactionId: string, { description, outcome, mismatches }: InteractionResult): TestResult {
  return {
    interactionId,
    interactionDescription: description,
    success: outcome === 'passed',
    mismatches: mismatches.map(({ place, expected, received }) => ({
      attribute: place,
      description: `expected ${expected}, got ${received}`,
    })),
  };
}

async function publishAll(
  { send }: BrokerClient,
  { publish }: BrokerOptions,
  { pacts, results }: { readonly pacts: readonly SelectedPact[]; readonly results: readonly TestResult[] },
): Promise<void> {
  if (!publish || !pacts[0]) return;
  const { version, branch, tags = [], buildUrl } = publish;
  const provider = await send('GET', hrefOf(pacts[0], 'pb:provider'));
  if (branch !== undefined) await send('PUT', hrefOf(provider, 'pb:branch-version', { branch, version }), {});
  for (const tag of tags) await send('PUT', hrefOf(provider, 'pb:version-tag', { version, tag }), {});
  for (const pact of pacts) {
    const testResults = resultsOfPact(pact, results);
    await send('POST', hrefOf(pact, 'pb:publish-verification-results'), {
      providerApplicationVersion: version,
      success: testResults.every(({ success }) => success),
      testResults,
      verifiedBy: { implementation: 'external-connection-testkit' },
      ...(buildUrl !== undefined && { buildUrl }),
    });
  }
}

function resultsOfPact(
  { consumer, interactions, messages }: SelectedPact,
  results: readonly TestResult[],
): readonly TestResult[] {
  return [...interactions, ...messages].flatMap(({ _id }) => {
    const found = results.filter(({ interactionId }) => interactionId === _id);
    if (found.length > 0) return found;
    throw new Error(`The pact of ${consumer.name} was changed during the verification.\nFix: verify again.`);
  });
}

/** The URL of a link, in which the names in braces have values. */
function hrefOf(resource: unknown, name: string, values: Readonly<Record<string, string>> = {}): string {
  const link = brokerSchemas().links.parse(resource)._links[name];
  if (!link || Array.isArray(link)) throw new Error(`The broker has no link "${name}".\nFix: update the broker.`);
  const { href } = link;
  return href.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}
