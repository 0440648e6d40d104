import { setTimeout as sleep } from 'node:timers/promises';
import { asRecord, parseJson } from '../../rules/index.ts';
import { type BrokerOptions, pactSelection } from './broker-options.ts';
import type { BrokerReply } from './pact-process.ts';
import type { CoreReport } from './report.ts';
import type { PactProcess } from './run-verifier.ts';
import { type InteractionResult, PublicationError, type VerificationResults } from './verification-results.ts';

interface SenderOptions {
  readonly pact: PactProcess;
  /** The longest wait for a response. */
  readonly timeoutMs: number;
  /** Ends a request early. */
  readonly signal: AbortSignal;
}

interface SelectionOptions extends SenderOptions {
  readonly provider: string;
}

/**
 * Selects the pacts as Pact's Verifier will, which does not say why a broker does not respond as one, and requests a pact
 * for more than half a minute after a 500. The kit publishes the results itself: the Verifier ignores a broker that refuses
 * them with 401, 403, 404 or 409 or breaks the connection.
 *
 * @throws Error that names the request, the status or the reason why there is no response, and a fix.
 */
export async function selectFromBroker(broker: BrokerOptions, { provider, ...options }: SelectionOptions) {
  const send = brokerSender(broker, options);
  const pacts = await selectPacts(send, broker, provider);
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
        await publishAll(send, broker, { pacts, results: testResultsOf(results, report) });
      } catch (error) {
        throw new PublicationError(results, error);
      }
    },
  };
}

interface SelectedPact {
  /** As the broker has it, with its links. */
  readonly resource: unknown;
  /** The ids that the broker has given to its interactions and messages. */
  readonly ids: readonly string[];
}

async function selectPacts(send: Send, broker: BrokerOptions, provider: string): Promise<readonly SelectedPact[]> {
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
): readonly ConsumerResult[] {
  return interactions.flatMap((result, index) => {
    const interactionId = interactionResults[index]?.interactionId;
    return interactionId === undefined
      ? []
      : [{ consumer: result.consumer, testResult: testResultOf(interactionId, result) }];
  });
}

interface ConsumerResult {
  readonly consumer: string;
  readonly testResult: TestResult;
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
  send: Send,
  { publish }: BrokerOptions,
  { pacts, results }: { readonly pacts: readonly SelectedPact[]; readonly results: readonly ConsumerResult[] },
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

/** The broker gives equal interactions of two consumers the same id. */
function resultsOfPact({ resource, ids }: SelectedPact, results: readonly ConsumerResult[]): readonly TestResult[] {
  const consumer = asRecord(asRecord(resource)?.consumer)?.name;
  const own = results.filter((result) => result.consumer === consumer).map(({ testResult }) => testResult);
  return ids.flatMap((id) => {
    const found = own.filter(({ interactionId }) => interactionId === id);
    if (found.length > 0) return found;
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

type Send = ReturnType<typeof brokerSender>;

/** Milliseconds before the second and the third attempt. */
const waits = [1000, 2000];

/** Returns a function that sends a request with the credentials of the options, one at a time. */
function brokerSender(broker: BrokerOptions, { pact, timeoutMs, signal }: SenderOptions) {
  const headers = brokerHeaders(broker);

  /**
   * Returns the JSON of the response; a request that fails with 429 or 5xx, or whose connection breaks, is sent up to
   * three times.
   *
   * @throws Error that names the request and the status, or the reason why there is no response.
   */
  return async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> => {
    const request = { method, url, headers, timeoutMs, ...(body && { body: JSON.stringify(body) }) };
    const attempt = async () => (await pact.run({ request }, signal)) as BrokerReply;
    let reply = await attempt();
    for (const wait of waits) {
      if (!isTemporary(reply)) break;
      // The next attempt throws the reason of the signal.
      await sleep(wait, undefined, { signal }).catch(() => {});
      reply = await attempt();
    }
    return replyBody(reply, `${method} ${url}`);
  };
}

function brokerHeaders({ token, username, password = '' }: BrokerOptions): Readonly<Record<string, string>> {
  const basic = username !== undefined && `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const authorization = token === undefined ? basic : `Bearer ${token}`;
  return {
    accept: 'application/hal+json, application/json',
    'user-agent': 'external-connection-testkit',
    'content-type': 'application/json',
    ...(authorization && { authorization }),
  };
}

function isTemporary(reply: BrokerReply): boolean {
  return 'status' in reply ? reply.status === 429 || reply.status >= 500 : reply.isTemporary;
}

function replyBody(reply: BrokerReply, line: string): unknown {
  if ('problem' in reply) throw new Error(`${line} failed: ${reply.problem}.\n${fixOf(undefined)}`);
  const { status, text, location } = reply;
  if (status >= 300 && status < 400) {
    // Without its query, which may hold a secret of a login.
    const to = location.replace(/[?#].*$/s, '');
    throw new Error(`The broker redirects ${line} to ${to}.\nFix: use the URL of the broker without a redirect.`);
  }
  if (status >= 400) {
    const { errors, error = errors } = asRecord(parseJson(text)) ?? {};
    const detail = error === undefined ? '.' : `: ${JSON.stringify(error)}`;
    throw new Error(`The broker responded to ${line} with ${status}${detail}\n${fixOf(status)}`);
  }
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`The broker responded to ${line} with ${status} and a body that is not JSON.\n${fixOf(404)}`, {
      cause,
    });
  }
}

function fixOf(status: number | undefined): string {
  if (status === 400) return 'Fix: correct what the broker refuses, or use credentials that it accepts.';
  if (status === 401 || status === 403) return 'Fix: use credentials that the broker accepts, and that may write.';
  if (status === 404) return 'Fix: check the URL of the broker and the name of the provider, then verify again.';
  if (status === 409) return 'Fix: verify again.';
  return 'Fix: check that the broker runs and that its URL is right, then verify again.';
}
