import { asRecord, parseJson } from '../../rules/index.ts';
import { type BrokerOptions, type PublishOptions, pactSelection } from './broker-options.ts';
import type { BrokerReply } from './pact-process.ts';
import type { CoreReport } from './report.ts';
import type { PactProcess } from './run-verifier.ts';
import { type InteractionResult, PublicationError, type VerificationResults } from './verification-results.ts';

interface SelectionOptions {
  readonly pact: PactProcess;
  readonly provider: string;
  /** The longest wait for a response. */
  readonly timeoutMs: number;
  /** Ends a request early. */
  readonly signal: AbortSignal;
}

/**
 * Selects the pacts as Pact's Verifier will, which does not say why a broker does not respond as one, and requests a pact
 * for more than half a minute after a 500. The kit publishes the results itself: the Verifier ignores a broker that refuses
 * them with 401, 403, 404 or 409 or breaks the connection.
 *
 * @throws Error that names the request, the status or the reason why there is no response, and a fix.
 */
export async function selectFromBroker(broker: BrokerOptions, options: SelectionOptions) {
  const send = brokerSender(broker, options);
  const pacts = await selectPacts(send, broker, options.provider);
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
      const identified = results.interactions.map((result, index) => ({
        ...result,
        id: report.interactionResults[index]?.interactionId,
      }));
      try {
        if (broker.publish) await publishAll(send, broker.publish, { pacts, results: identified });
      } catch (error) {
        throw new PublicationError(results, error);
      }
    },
  };
}

/** The pacts as the broker has them, with their links. */
async function selectPacts(send: Send, broker: BrokerOptions, provider: string): Promise<readonly unknown[]> {
  const index = await send('GET', broker.url);
  const selection = await send('POST', hrefOf(index, 'pb:provider-pacts-for-verification', { provider }), {
    ...pactSelection(broker),
    includePendingStatus: broker.pending ?? false,
  });
  const { pacts } = asRecord(asRecord(selection)?._embedded) ?? {};
  if (!Array.isArray(pacts)) throw new Error(`The broker has selected no list of pacts.\n${checkUrl}`);
  const selected: unknown[] = [];
  for (const pact of pacts) selected.push(await send('GET', hrefOf(pact, 'self')));
  return selected;
}

/** With the id that the broker has given to it: several have the same one where it is part of several pacts. */
type IdentifiedResult = InteractionResult & { readonly id: string | undefined };

async function publishAll(
  send: Send,
  { version, branch, tags = [], buildUrl }: PublishOptions,
  { pacts, results }: { readonly pacts: readonly unknown[]; readonly results: readonly IdentifiedResult[] },
): Promise<void> {
  if (pacts.length === 0) return;
  const provider = await send('GET', hrefOf(pacts[0], 'pb:provider'));
  if (branch !== undefined) await send('PUT', hrefOf(provider, 'pb:branch-version', { branch, version }), {});
  for (const tag of tags) await send('PUT', hrefOf(provider, 'pb:version-tag', { version, tag }), {});
  for (const pact of pacts) {
    const own = resultsOfPact(pact, results);
    await send('POST', hrefOf(pact, 'pb:publish-verification-results'), {
      providerApplicationVersion: version,
      success: own.every(({ outcome }) => outcome === 'passed'),
      testResults: own.map(testResultOf),
      verifiedBy: { implementation: 'external-connection-testkit' },
      ...(buildUrl !== undefined && { buildUrl }),
    });
  }
}

/** The broker gives equal interactions of two consumers the same id. */
function resultsOfPact(pact: unknown, results: readonly IdentifiedResult[]): readonly IdentifiedResult[] {
  const { consumer, interactions = [], messages = [] } = asRecord(pact) ?? {};
  const name = asRecord(consumer)?.name;
  const ids = [interactions, messages].flat().flatMap((interaction) => asRecord(interaction)?._id ?? []);
  return ids.flatMap((id) => {
    const found = results.filter((result) => result.consumer === name && result.id === String(id));
    if (found.length > 0) return found;
    throw new Error(`The pact of ${name} was changed during the verification.\nFix: verify again.`);
  });
}

function testResultOf({ id, description, outcome, mismatches }: IdentifiedResult) {
  return {
    interactionId: id,
    interactionDescription: description,
    success: outcome === 'passed',
    mismatches: mismatches.map(({ place, expected, received }) => ({
      attribute: place,
      description: `expected ${expected}, got ${received}`,
    })),
  };
}

const checkUrl = 'Fix: check the URL of the broker, or update the broker.';

/** The URL of a link, in which the names in braces have values. */
function hrefOf(resource: unknown, name: string, values: Readonly<Record<string, string>> = {}): string {
  const href = asRecord(asRecord(asRecord(resource)?._links)?.[name])?.href;
  if (typeof href !== 'string') throw new Error(`The broker has no link "${name}".\n${checkUrl}`);
  return href.replaceAll(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(values[key] ?? ''));
}

type Send = ReturnType<typeof brokerSender>;

/** Returns a function that sends a request with the credentials of the options, one at a time. */
function brokerSender(broker: BrokerOptions, { pact, timeoutMs, signal }: SelectionOptions) {
  const headers = brokerHeaders(broker);

  /**
   * Returns the JSON of the response.
   *
   * @throws Error that names the request and the status, or the reason why there is no response.
   */
  return async (method: 'GET' | 'POST' | 'PUT', url: string, body?: object): Promise<unknown> => {
    const init = { method, headers, timeoutMs, ...(body && { body: JSON.stringify(body) }) };
    return replyBody((await pact.run({ request: [url, init] }, signal)) as BrokerReply, `${method} ${url}`);
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
