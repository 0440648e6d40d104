import type { BrokerAtHand } from './broker-at-hand.ts';

/** Whom to ask, and with which header Authorization. */
export type Door = Pick<BrokerAtHand, 'url' | 'authorization'>;

/** What the broker answered; the body as JSON. */
export interface BrokerAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends one request to the broker, as its clients do. A body that is a string is sent as it is. */
export async function ask({ url, authorization }: Door, line: string, body?: unknown): Promise<BrokerAnswer> {
  const [method = '', path = ''] = line.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: authorization, Accept: 'application/hal+json', 'Content-Type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

interface NamedPact {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions?: readonly unknown[];
  readonly metadata?: object;
}

interface Publication {
  readonly version?: string;
  readonly branch?: string;
  readonly tags?: readonly string[];
}

/** The body of `POST /contracts/publish` for one pact; version 1 unless said otherwise. */
export function publicationOf(
  { consumer, provider, ...rest }: NamedPact,
  { version = '1', ...labels }: Publication = {},
) {
  return {
    pacticipantName: consumer.name,
    pacticipantVersionNumber: version,
    ...labels,
    contracts: [
      {
        consumerName: consumer.name,
        providerName: provider.name,
        specification: 'pact',
        contentType: 'application/json',
        content: Buffer.from(JSON.stringify({ consumer, provider, ...rest })).toString('base64'),
        onConflict: 'overwrite',
      },
    ],
  };
}

/** Publishes a pact without the CLI, which takes its time to start. */
export function publishPact(door: Door, pact: NamedPact, publication?: Publication): Promise<BrokerAnswer> {
  return ask(door, 'POST /contracts/publish', publicationOf(pact, publication));
}

/** Records that a version is in an environment. */
export async function deploy(
  door: Door,
  pacticipant: string,
  version: string,
  environment = 'production',
): Promise<void> {
  const { body } = await ask(door, `GET /pacticipants/${encodeURIComponent(pacticipant)}/versions/${version}`);
  const links: readonly { name: string; href: string }[] = Object(body)._links['pb:record-deployment'];
  const href = links.find(({ name }) => name === environment)?.href ?? '';
  await ask(door, `POST ${new URL(href).pathname}`, {});
}

/** The name and the address of each pact that the broker hands out for a verification. */
export async function pactsFor(
  door: Door,
  provider: string,
  wanted: object,
): Promise<{ name: string; href: string }[]> {
  const { body } = await ask(door, `POST /pacts/provider/${encodeURIComponent(provider)}/for-verification`, wanted);
  return Object(body)._embedded.pacts.map((pact: unknown) => Object(pact)._links.self);
}

interface Report {
  readonly provider: string;
  /** Of the provider. */
  readonly version: string;
  /** Of the provider. Default `main`. */
  readonly branch?: string;
  readonly success: boolean;
  /** Which pacts were asked for; the last one that came is what the result is of. Default: those of the main branch. */
  readonly wanted?: object;
}

/** Publishes a result as a Verifier does, without verifying anything. */
export async function report(door: Door, { provider, version, branch = 'main', success, wanted }: Report) {
  const pacts = await pactsFor(door, provider, wanted ?? { consumerVersionSelectors: [{ mainBranch: true }] });
  const { body } = await ask(door, `GET ${new URL(pacts.at(-1)?.href ?? '').pathname}`);
  const { href } = Object(body)._links['pb:publish-verification-results'];
  const onBranch = `branches/${encodeURIComponent(branch)}/versions/${version}`;
  await ask(door, `PUT /pacticipants/${encodeURIComponent(provider)}/${onBranch}`, {});
  const result = { providerApplicationVersion: version, success, testResults: [] };
  return ask(door, `POST ${new URL(href).pathname}`, result);
}

/** Whether two versions go together: yes, no, or null where nobody knows. */
export async function areDeployable(
  door: Door,
  pairs: readonly (readonly [string, string])[],
): Promise<boolean | null> {
  const query = pairs.flatMap(([pacticipant, version]) => [
    ['q[][pacticipant]', pacticipant],
    ['q[][version]', version],
  ]);
  const { body } = await ask(door, `GET /matrix?${new URLSearchParams([...query, ['latestby', 'cvpv']])}`);
  return Object(body).summary.deployable;
}
