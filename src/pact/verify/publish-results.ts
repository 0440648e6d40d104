import { asRecord } from '../../rules/index.ts';
import { type BrokerClient, type ClientOptions, createBrokerClient } from './broker-client.ts';
import { type BrokerOptions, pactSelection } from './broker-options.ts';
import type { CoreReport } from './report.ts';
import { type InteractionResult, PublicationError, type VerificationResults } from './verification-results.ts';

interface SelectionOptions extends ClientOptions {
  readonly provider: string;
}

/**
 * Selects the pacts as Pact's Verifier will, which does not say why a broker does not respond as one, and requests a pact
 * for more than half a minute after a 500. The kit publishes the results itself: the Verifier ignores a broker that refuses
 * them with 401, 403, 404 or 409 or breaks the connection.
 *
 * @throws Error that names the request, the status or the reason why there is no response, and a fix.
 */
export async function selectFromBroker(broker: BrokerOptions, options: SelectionOptions) {
  const client = createBrokerClient(broker, options);
  try {
    const pacts = await selectPacts(client, broker, options.provider);
    return {
      /** How many pacts it selects. */
      count: pacts.length,
      /**
       * Publishes the result of each pact, where the options ask for it.
       *
       * @param report names the interactions of the results by the ids that the broker has given to them.
       * @throws PublicationError when the broker does not accept a result.
       */
      async publish(results: VerificationResults, report: CoreReport): Promise<void> {
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

interface SelectedPact {
  /** As the broker has it, with its links. */
  readonly resource: unknown;
  /** The ids that the broker has given to its interactions and messages. */
  readonly ids: readonly string[];
}

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
  const { pacts } = asRecord(asRecord(selection)?._embedded) ?? {};
  if (!Array.isArray(pacts)) throw new Error(`The broker has selected no list of pacts.\n${checkUrl}`);
  const selected: SelectedPact[] = [];
  for (const pact of pacts) selected.push(selectedPact(await send('GET', hrefOf(pact, 'self'))));
  return selected;
}

function selectedPact(resource: unknown): SelectedPact {
  const { interactions = [], messages = [] } = asRecord(resource) ?? {};
  const ids = [interactions, messages].flat().flatMap((interaction) => asRecord(interaction)?._id ?? []);
  return { resource, ids: ids.map(String) };
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

type TestResult = ReturnType<typeof testResultOf>;

function testResultOf(interactionId: string, { description, outcome, mismatches }: InteractionResult) {
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
  const [first] = pacts;
  if (!publish || !first) return;
  const { version, branch, tags = [], buildUrl } = publish;
  const provider = await send('GET', hrefOf(first.resource, 'pb:provider'));
  if (branch !== undefined) await send('PUT', hrefOf(provider, 'pb:branch-version', { branch, version }), {});
  for (const tag of tags) await send('PUT', hrefOf(provider, 'pb:version-tag', { version, tag }), {});
  for (const pact of pacts) {
    const testResults = resultsOfPact(pact, results);
    await send('POST', hrefOf(pact.resource, 'pb:publish-verification-results'), {
      providerApplicationVersion: version,
      success: testResults.every(({ success }) => success),
      testResults,
      verifiedBy: { implementation: 'external-connection-testkit' },
      ...(buildUrl !== undefined && { buildUrl }),
    });
  }
}

function resultsOfPact({ resource, ids }: SelectedPact, results: readonly TestResult[]): readonly TestResult[] {
  return ids.flatMap((id) => {
    const found = results.filter(({ interactionId }) => interactionId === id);
    if (found.length > 0) return found;
    const consumer = asRecord(asRecord(resource)?.consumer)?.name;
    throw new Error(`The pact of ${consumer} was changed during the verification.\nFix: verify again.`);
  });
}

const checkUrl = 'Fix: check the URL of the broker, or update the broker.';

/** The URL of a link, in which the names in braces have values. */
function hrefOf(resource: unknown, name: string, values: Readonly<Record<string, string>> = {}): string {
  const href = asRecord(asRecord(asRecord(resource)?._links)?.[name])?.href;
  if (typeof href !== 'string') throw new Error(`The broker has no link "${name}".\n${checkUrl}`);
  return href.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}
