import { type Answer, invalid, knownMembers } from './answer.ts';
import { grouped } from './grouped.ts';
import { metadataOf } from './metadata.ts';
import { identity, isPending, type ProviderLine, worksInProgress } from './pending.ts';
import { type BrokerRequest, part } from './request.ts';
import { readSelectors, type Selected, type Selector, select } from './selectors.ts';

/** What a Verifier asks for. */
interface Wanted extends ProviderLine {
  readonly selectors: readonly Selector[];
  readonly pending: boolean;
  readonly wipSince: Date | undefined;
}

const members = [
  'consumerVersionSelectors',
  'includePendingStatus',
  'includeWipPactsSince',
  'providerVersionBranch',
  'providerVersionTags',
];

/** `GET` and `POST /pacts/provider/{provider}/for-verification`: which pacts a provider version has to verify, and why. */
export function pactsForVerification(request: BrokerRequest): Answer {
  const { records, links } = request;
  const wanted = readWanted(part(request, 'provider'), request.body);
  const { provider, wipSince } = wanted;
  const selected = select(records, wanted, wanted.selectors);
  const wip = wipSince ? worksInProgress(records, wanted, wipSince, selected) : [];
  return {
    status: 200,
    body: {
      _embedded: {
        pacts: [
          ...byContent(selected).map((reasons) => verifiable(request, wanted, reasons, false)),
          ...byContent(wip).map((reasons) => verifiable(request, wanted, reasons, true)),
        ],
      },
      _links: { self: { href: links.at`/pacts/provider/${provider}/for-verification` }, curies: links.curies },
    },
  };
}

function readWanted(provider: string, body: unknown): Wanted {
  const read = knownMembers(body, 'verification', members);
  const { providerVersionBranch: branch, providerVersionTags: tags, includeWipPactsSince: since } = read;
  const wipSince = typeof since === 'string' && since !== '' ? new Date(since) : undefined;
  if (wipSince && Number.isNaN(wipSince.getTime())) throw invalid({ includeWipPactsSince: ['must be a date'] });
  return {
    provider,
    selectors: readSelectors(read.consumerVersionSelectors),
    pending: read.includePendingStatus === true,
    wipSince,
    branch: typeof branch === 'string' && branch !== '' ? branch : undefined,
    tags: (Array.isArray(tags) ? tags : [tags ?? []].flat()).map(String),
  };
}

/** A pact is verified once, however many selectors lead to its content; the newest consumer version stands for it. */
function byContent(selected: readonly Selected[]): Selected[][] {
  return [...grouped(selected, ({ publication }) => identity(publication)).values()].map((same) =>
    same.toSorted((one, other) => other.publication.version.order - one.publication.version.order),
  );
}

function verifiable({ records, links }: BrokerRequest, wanted: Wanted, reasons: readonly Selected[], wip: boolean) {
  const [first] = reasons;
  if (!first) throw new Error('A group has a member.');
  const { publication } = first;
  const because = [...new Set(reasons.map((reason) => reason.because))].join(', ');
  const pending = wip || isPending(records, publication, wanted);
  const asked = wanted.pending || wip;
  return {
    shortDescription: because,
    verificationProperties: {
      ...(asked && { pending }),
      ...(wip && { wip }),
      notices: [
        { when: 'before_verification', text: `The pact is being verified because it is the ${because}.` },
        ...(asked ? [{ when: 'before_verification', text: pendingSentence(pending, wanted) }] : []),
      ],
    },
    _links: { self: links.pactVersion(publication, metadataOf(publication.version.number, wip)) },
  };
}

function pendingSentence(pending: boolean, { provider, branch }: Wanted): string {
  const line = branch === undefined ? provider : `${provider} from branch '${branch}'`;
  return pending
    ? `This pact is in pending state for ${line}: no successful verification of it has been published yet. A failure will not fail the build.`
    : `This pact has previously been verified successfully by ${line}. A failure will fail the build.`;
}
