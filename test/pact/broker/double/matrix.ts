import type { Answer } from './answer.ts';
import { type ChosenVersions, type MatrixQuery, readMatrixQuery } from './matrix-query.ts';
import { latestResult, type Publication, type Records, type Result, type Version } from './records.ts';
import type { BrokerRequest } from './request.ts';

/** A pact of a consumer version, and what a provider version made of it. */
interface Row {
  readonly publication: Publication;
  readonly consumer: ChosenVersions;
  readonly provider: ChosenVersions;
  readonly providerVersion: Version | undefined;
  readonly result: Result | undefined;
}

/** `GET /matrix`: whether the named versions go with what they would meet. can-i-deploy asks it. */
export function matrix(request: BrokerRequest): Answer {
  const { records, links, query } = request;
  const question = readMatrixQuery(records, query);
  const rows = rowsFor(records, question);
  const deployable = isDeployable(question, rows);
  const reasons = reasonsFor(question, rows);
  const count = (success: boolean | undefined) => rows.filter(({ result }) => result?.success === success).length;
  return {
    status: 200,
    body: {
      summary: {
        deployable,
        reason: reasons.join('\n'),
        success: count(true),
        failed: count(false),
        unknown: count(undefined),
      },
      notices: reasons.map((text) => ({ type: deployable ? 'success' : 'error', text })),
      matrix: rows.map((row) => described(request, row)),
      _links: { self: { href: links.at`/matrix` } },
    },
  };
}

function rowsFor(records: Records, { named, othersOf }: MatrixQuery): Row[] {
  const isNamed = (name: string) => named.some(({ pacticipant }) => pacticipant === name);
  const chosen = (name: string) => named.find(({ pacticipant }) => pacticipant === name) ?? othersOf(name);
  const asked = records.publications.filter(({ consumer, provider }) =>
    named.length > 1 ? isNamed(consumer) && isNamed(provider) : isNamed(consumer) || isNamed(provider),
  );
  return asked.flatMap((publication): Row[] => {
    const [consumer, provider] = [chosen(publication.consumer), chosen(publication.provider)];
    if (!consumer.versions.includes(publication.version)) return [];
    const providerVersions = provider.versions.length > 0 ? provider.versions : [undefined];
    return providerVersions.map((providerVersion) => {
      const result = providerVersion && latestResult(records, publication, providerVersion);
      return { publication, consumer, provider, providerVersion, result };
    });
  });
}

/** Null where a verification is not known: neither yes nor no. */
function isDeployable({ named }: MatrixQuery, rows: readonly Row[]): boolean | null {
  if (named.some(({ isMissing }) => isMissing)) return false;
  if (rows.some(({ result }) => result === undefined)) return null;
  return rows.every(({ result }) => result?.success);
}

function reasonsFor({ named }: MatrixQuery, rows: readonly Row[]): string[] {
  const missing = named.filter(({ isMissing }) => isMissing);
  if (missing.length > 0)
    return missing.map(({ description }) => `No pacts or verifications have been published for ${description}`);
  const unverified = rows.filter(({ result }) => result === undefined);
  const failed = rows.filter(({ result }) => result?.success === false);
  const reasons = [
    ...failed.map((row) => `The verification for the pact between ${parties(row)} failed`),
    ...unverified.map((row) => `There is no verified pact between ${parties(row)}`),
  ];
  if (reasons.length > 0) return [...new Set(reasons)];
  return [
    rows.length > 0
      ? 'All required verification results are published and successful'
      : 'There are no missing dependencies',
  ];
}

function parties({ consumer, provider }: Row): string {
  return `${consumer.description} and ${provider.description}`;
}

function described(request: BrokerRequest, { publication, providerVersion, result }: Row): object {
  const { links } = request;
  return {
    consumer: describedVersion(request, publication.consumer, publication.version),
    provider: describedVersion(request, publication.provider, providerVersion),
    pact: { createdAt: publication.createdAt.toISOString(), _links: { self: links.pact(publication) } },
    verificationResult: result
      ? { success: result.success, verifiedAt: result.at.toISOString(), _links: { self: links.pact(publication) } }
      : null,
  };
}

function describedVersion({ links }: BrokerRequest, name: string, version: Version | undefined): object {
  const self = links.pacticipant(name);
  if (!version) return { name, version: null, _links: { self } };
  const [branch] = version.branches;
  return {
    name,
    version: {
      number: version.number,
      branch,
      branches: [...version.branches].map((one) => ({ name: one })),
      branchVersions: [],
      environments: [],
      tags: [...version.tags].map((one) => ({ name: one })),
      _links: { self: links.version(version) },
    },
    _links: { self },
  };
}
