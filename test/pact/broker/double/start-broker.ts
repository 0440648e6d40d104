import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Answer, invalid, Refusal } from './answer.ts';
import { authorize, type Credentials, schemeOf } from './authorization.ts';
import { linksFrom } from './links.ts';
import { createRecords, type Records } from './records.ts';
import { routeOf } from './routes.ts';

/** One call and its answer. It holds no credential: of the header Authorization the scheme alone is kept. */
export interface BrokerExchange {
  readonly method: string;
  readonly url: string;
  /** `Bearer`, `Basic` or undefined. */
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
  readonly requestBody: unknown;
  readonly status: number;
  readonly responseBody: unknown;
}

/** A double that listens. */
export interface BrokerDouble {
  readonly url: string;
  readonly exchanges: readonly BrokerExchange[];
  close(): Promise<void>;
}

interface BrokerOptions extends Credentials {
  /** The clock of everything that is recorded; default the machine's. */
  readonly now?: () => Date;
}

/**
 * Starts a double of the wire of a Pact Broker on this machine. The real CLI (pact-broker-cli 0.8.8) and the real Verifier
 * (pact_verifier 1.4.8) are its clients; it keeps everything in memory.
 *
 * It holds:
 * - the index with HAL links and curies; names with blanks and slashes; Bearer and Basic authorization;
 * - publishing: 200, 400, 409 when a version would get another content, merging; the main branch is the first of
 *   `develop`, `main` or `master` that comes, or what `POST` and `PATCH /pacticipants` say;
 * - pacts for verification by mainBranch, branch, matchingBranch, tag, latest, deployed, deployedOrReleased (nothing is
 *   ever released), environment and consumer; pending pacts and work in progress, by the provider's branch or tags;
 * - verification results, shared by all consumer versions whose pact has the same content (SHA-1 of its interactions);
 * - branches, versions, tags, environments (`test` and `production` are there), deployments and undeployments;
 * - the matrix as can-i-deploy and can-i-merge ask it.
 *
 * Everything else answers 501 with a reason that names it: webhooks, releases, fallback selectors, deletions, labels,
 * ignore, badges and whatever a newer client may send.
 *
 * **Source:** pact-foundation/pact_broker (api/resources, pacts, matrix); the wire was recorded with these clients.
 */
export async function startBroker({
  now = () => new Date(),
  ...credentials
}: BrokerOptions = {}): Promise<BrokerDouble> {
  const exchanges: BrokerExchange[] = [];
  const records = createRecords(now);
  const server = createServer(async (request, response) => {
    const exchange = await exchangeFor(request, records, credentials);
    exchanges.push(exchange.written);
    send(response, exchange.answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The double has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function exchangeFor(request: IncomingMessage, records: Records, credentials: Credentials) {
  const { method = '', url = '', headers } = request;
  const sent = await text(request);
  const answer = refusalOr(() => {
    authorize(credentials, headers.authorization);
    return answerTo({ method, url, host: headers.host ?? '', sent }, records);
  });
  const written: BrokerExchange = {
    method,
    url,
    authorization: schemeOf(headers.authorization),
    userAgent: headers['user-agent'],
    requestBody: sent,
    status: answer.status,
    responseBody: answer.body,
  };
  return { answer, written };
}

function refusalOr(answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    return { status: 500, body: { error: String(error) } };
  }
}

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly host: string;
  readonly sent: string;
}

function answerTo({ method, url, host, sent }: Sent, records: Records): Answer {
  const { pathname, searchParams: query } = new URL(url, 'http://broker');
  const { handler, path } = routeOf(method, pathname);
  return handler({ records, links: linksFrom(`http://${host}`), path, query, body: parsed(sent) });
}

function parsed(sent: string): unknown {
  if (sent === '') return {};
  try {
    return JSON.parse(sent);
  } catch {
    throw invalid({ body: ['is not valid JSON'] });
  }
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { 'Content-Type': 'application/hal+json;charset=utf-8', ...headers });
  response.end(body && JSON.stringify(body));
}
