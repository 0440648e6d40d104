import { type Answer, knownMembers, notFound } from './answer.ts';
import { grouped } from './grouped.ts';
import { isWip, metadataOf } from './metadata.ts';
import { latestOf, type Publication, type Result, versionOf } from './records.ts';
import { type BrokerRequest, part } from './request.ts';

/** `GET …/pact-version/{sha}/metadata/{metadata}`: the content that is to be verified. */
export function pactVersion(request: BrokerRequest): Answer {
  const own = publicationsOf(request).filter(({ sha }) => sha === part(request, 'sha'));
  const publication = latestOf(own);
  if (!publication) throw notFound('The pact');
  return pactAnswer(request, publication, part(request, 'metadata'));
}

/** `GET /pacts/provider/{provider}/latest`: where a Verifier without selectors finds the newest pact of each consumer. */
export function latestPacts({ records, links, ...request }: BrokerRequest): Answer {
  const provider = part(request, 'provider');
  const ofProvider = records.publications.filter((publication) => publication.provider === provider);
  const newest = [...grouped(ofProvider, ({ consumer }) => consumer).values()].flatMap((own) => latestOf(own) ?? []);
  const pacts = newest.map((publication) => links.pact(publication));
  return { status: 200, body: { _links: { provider: links.pacticipant(provider), 'pb:pacts': pacts, pacts } } };
}

/** `GET …/version/{version}`: the pact of one consumer version. */
export function pactOfVersion(request: BrokerRequest): Answer {
  const publication = publicationsOf(request).find(({ version }) => version.number === part(request, 'version'));
  if (!publication) throw notFound('The pact');
  return pactAnswer(request, publication, metadataOf(publication.version.number, false));
}

function publicationsOf(request: BrokerRequest): Publication[] {
  const { publications } = request.records;
  return publications.filter(
    ({ consumer, provider }) => consumer === part(request, 'consumer') && provider === part(request, 'provider'),
  );
}

function pactAnswer({ links }: BrokerRequest, publication: Publication, metadata: string): Answer {
  const { consumer, provider, version, pact, createdAt } = publication;
  const self = links.pactVersion(publication, metadata);
  return {
    status: 200,
    body: {
      ...pact,
      createdAt: createdAt.toISOString(),
      _links: {
        self,
        'pb:provider': links.pacticipant(provider),
        'pb:consumer': links.pacticipant(consumer),
        'pb:consumer-version': links.version(version),
        'pb:publish-verification-results': {
          href: `${self.href}/verification-results`,
          title: 'Publish verification results',
        },
        curies: links.curies,
      },
    },
  };
}

const members = ['providerApplicationVersion', 'success', 'testResults', 'verifiedBy', 'buildUrl'];

/** `POST …/verification-results`: 201 and where the result stands. */
export function publishResult(request: BrokerRequest): Answer {
  const { records, links } = request;
  const publication = latestOf(publicationsOf(request).filter(({ sha }) => sha === part(request, 'sha')));
  if (!publication) throw notFound('The pact');
  const { providerApplicationVersion, success, testResults } = knownMembers(request.body, 'result', members);
  const { consumer, provider, sha } = publication;
  const result: Result = {
    number: records.results.length + 1,
    consumer,
    provider,
    sha,
    providerVersion: versionOf(records, provider, String(providerApplicationVersion)),
    success: success === true,
    wip: isWip(part(request, 'metadata')),
    at: records.now(),
    testResults,
  };
  records.results.push(result);
  const self = `${links.pactVersion(publication, part(request, 'metadata')).href}/verification-results/${result.number}`;
  return {
    status: 201,
    headers: { Location: self },
    body: { success: result.success, providerApplicationVersion, testResults, _links: { self: { href: self } } },
  };
}
