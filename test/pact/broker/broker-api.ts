import type { Broker } from './inject-broker.ts';

type Access = Pick<Broker, 'url' | 'authorization'>;

/** A response of the broker; the body as JSON. */
export interface BrokerResponse<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Sends a request such as `GET /matrix` to the broker. */
export async function send<Body = unknown>(
  { url, authorization }: Access,
  line: string,
  body?: unknown,
): Promise<BrokerResponse<Body>> {
  const [method = '', path = ''] = line.split(' ');
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      Accept: 'application/hal+json',
      'Content-Type': 'application/json',
      ...(authorization !== undefined && { Authorization: authorization }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

interface NamedPact {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly unknown[];
  readonly metadata: object;
}

interface Publication {
  /** Default: 1. */
  readonly version?: string;
  readonly branch?: string;
  readonly tags?: readonly string[];
}

/** Returns the body of `POST /contracts/publish` for one pact. */
export function publicationOf(pact: NamedPact, { version = '1', ...labels }: Publication = {}) {
  const { consumer, provider } = pact;
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
        content: Buffer.from(JSON.stringify(pact)).toString('base64'),
        onConflict: 'overwrite',
      },
    ],
  };
}

/** Publishes a pact without the CLI, which is slow to start. */
export function publishPact(broker: Access, pact: NamedPact, publication?: Publication): Promise<BrokerResponse> {
  return send(broker, 'POST /contracts/publish', publicationOf(pact, publication));
}

interface Link {
  readonly href: string;
  readonly name: string;
}

/** Records a version as deployed to, or released in, an environment. */
export async function record(
  broker: Access,
  kind: 'deployment' | 'release',
  { name, version, environment = 'production' }: { name: string; version: string; environment?: string },
): Promise<void> {
  const path = `/pacticipants/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
  const { body } = await send<{ _links: Record<string, Link[]> }>(broker, `GET ${path}`);
  const link = body._links[`pb:record-${kind}`]?.find((one) => one.name === environment);
  await send(broker, `POST ${pathOf(link)}`, {});
}

/** A pact that the broker selected for a verification. */
export interface SelectedPact {
  readonly verificationProperties: { readonly pending?: boolean; readonly wip?: boolean };
  readonly _links: { readonly self: Link };
}

/** Returns the pacts that the broker selects for a verification of the provider. */
export async function pactsFor(broker: Access, provider: string, query: object): Promise<readonly SelectedPact[]> {
  const path = `/pacts/provider/${encodeURIComponent(provider)}/for-verification`;
  const { body } = await send<{ _embedded: { pacts: SelectedPact[] } }>(broker, `POST ${path}`, query);
  return body._embedded.pacts;
}

/** Returns the consumer versions of the selected pacts, in alphabetical order. */
export function versionsOf(pacts: readonly SelectedPact[]): readonly string[] {
  return pacts.map(({ _links }) => /\(([^)]+)\)/.exec(_links.self.name)?.[1] ?? '').toSorted();
}

interface Result {
  readonly provider: string;
  /** Of the provider. */
  readonly version: string;
  /** Of the provider; null leaves the version without a branch. Default: main. */
  readonly branch?: string | null;
  readonly success: boolean;
  /** Selects the pact that the result is of: the last one. Default: those of the main branch. */
  readonly query?: object;
}

/** Publishes a result as a Verifier does, without verifying anything. */
export async function publishResult(broker: Access, result: Result): Promise<BrokerResponse> {
  const { provider, version, branch = 'main', success } = result;
  const pacts = await pactsFor(broker, provider, result.query ?? { consumerVersionSelectors: [{ mainBranch: true }] });
  const { body } = await send<{ _links: Record<string, Link> }>(broker, `GET ${pathOf(pacts.at(-1)?._links.self)}`);
  if (branch !== null) {
    const path = `branches/${encodeURIComponent(branch)}/versions/${encodeURIComponent(version)}`;
    await send(broker, `PUT /pacticipants/${encodeURIComponent(provider)}/${path}`, {});
  }
  const path = pathOf(body._links['pb:publish-verification-results']);
  return send(broker, `POST ${path}`, { providerApplicationVersion: version, success, testResults: [] });
}

/** Returns whether versions are compatible; null where no result says so. */
export async function areDeployable(
  broker: Access,
  versions: readonly (readonly [string, string])[],
): Promise<boolean | null> {
  const query = versions.flatMap(([pacticipant, version]) => [
    ['q[][pacticipant]', pacticipant],
    ['q[][version]', version],
  ]);
  const path = `/matrix?${new URLSearchParams([...query, ['latestby', 'cvpv']])}`;
  const { body } = await send<{ summary: { deployable: boolean | null } }>(broker, `GET ${path}`);
  return body.summary.deployable;
}

function pathOf(link: Link | undefined): string {
  if (!link) throw new Error('The broker has no such link.');
  return new URL(link.href).pathname;
}
