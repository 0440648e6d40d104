import { type Answer, invalid, knownMembers, notSupported } from './answer.ts';
import { conflict, contentSha, merged, type Pact } from './pact-content.ts';
import {
  addToBranch,
  findVersion,
  type Publication,
  pacticipantNamed,
  type Records,
  type Version,
  versionOf,
} from './records.ts';
import type { BrokerRequest } from './request.ts';

interface Contract {
  readonly provider: string;
  readonly merge: boolean;
  readonly pact: Pact;
}

interface Publishing {
  readonly consumer: string;
  readonly number: string;
  readonly branch: string | undefined;
  readonly tags: readonly string[];
  readonly contracts: readonly Contract[];
}

const members = ['pacticipantName', 'pacticipantVersionNumber', 'branch', 'tags', 'buildUrl', 'contracts'];
const contractMembers = ['consumerName', 'providerName', 'specification', 'contentType', 'content', 'onConflict'];

/** `POST /contracts/publish`: all contracts or none. 409 when a version would get another content than it has. */
export function publishContracts(request: BrokerRequest): Answer {
  const { records, links } = request;
  const publishing = readPublishing(request.body);
  const { consumer, number, branch, tags } = publishing;
  const pacts = publishing.contracts.map((contract) => ({
    ...contract,
    pact: allowedPact(records, publishing, contract),
  }));
  const existed = findVersion(records, consumer, number) !== undefined;
  const version = versionOf(records, consumer, number);
  if (branch !== undefined) addToBranch(records, version, branch);
  for (const tag of tags) version.tags.add(tag);
  const published = pacts.map(({ provider, pact }) => publish(records, { consumer, provider, version, pact }));
  const notices = [
    { type: 'debug', text: `${existed ? 'Updated' : 'Created'} ${consumer} version ${number}` },
    ...published.map(({ isNew, publication }) => ({ type: 'success', text: sentence(publication, isNew) })),
  ];
  return {
    status: 200,
    body: {
      notices,
      logs: notices.map(({ text }) => ({ level: 'info', message: text, deprecationWarning: 'Replaced by notices' })),
      _embedded: {
        pacticipant: { name: consumer, _links: { self: links.pacticipant(consumer) } },
        version: { number, _links: { self: links.version(version) } },
      },
      _links: {
        'pb:pacticipant': links.pacticipant(consumer),
        'pb:pacticipant-version': links.version(version),
        'pb:pacticipant-version-tags': tags.map((tag) => ({
          href: links.at`/pacticipants/${consumer}/versions/${number}/tags/${tag}`,
          name: tag,
        })),
        'pb:contracts': published.map(({ publication }) => links.pact(publication)),
      },
    },
  };
}

function readPublishing(body: unknown): Publishing {
  const read = knownMembers(body, 'publish', members);
  const consumer = required(read, 'pacticipantName');
  const number = required(read, 'pacticipantVersionNumber');
  const { branch, tags, contracts } = read;
  if (!Array.isArray(contracts) || contracts.length === 0) throw invalid({ contracts: ['is missing'] });
  return {
    consumer,
    number,
    branch: typeof branch === 'string' ? branch : undefined,
    tags: Array.isArray(tags) ? tags.map(String) : [],
    contracts: contracts.map((contract) => readContract(contract, consumer)),
  };
}

function readContract(value: unknown, consumer: string): Contract {
  const contract = knownMembers(value, 'contract', contractMembers);
  const { consumerName, specification, contentType, onConflict = 'overwrite' } = contract;
  if (specification !== 'pact') throw notSupported(`contract.specification ${specification}`);
  if (contentType !== 'application/json') throw notSupported(`contract.contentType ${contentType}`);
  if (onConflict !== 'overwrite' && onConflict !== 'merge')
    throw invalid({ onConflict: ['must be overwrite or merge'] });
  const pact = decoded(required(contract, 'content'));
  const provider = required(contract, 'providerName');
  if (consumerName !== consumer) throw invalid({ consumerName: ['must match pacticipantName'] });
  if (pact.consumer?.name !== consumer || pact.provider?.name !== provider) {
    throw invalid({ content: ['must name the consumer and the provider of the contract'] });
  }
  return { provider, merge: onConflict === 'merge', pact };
}

function required(read: Readonly<Record<string, unknown>>, name: string): string {
  const value = read[name];
  if (typeof value !== 'string' || value.trim() === '') throw invalid({ [name]: ['is missing'] });
  return value;
}

/** Base64 in its strict form: nothing but its letters, in groups of four. */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function decoded(content: string): Pact {
  if (!base64.test(content)) throw invalid({ content: ['is not valid Base64'] });
  try {
    const pact: unknown = JSON.parse(Buffer.from(content, 'base64').toString('utf8'));
    // Each member that is used is looked at where it is used.
    if (typeof pact === 'object' && pact !== null) return pact as Pact;
  } catch {
    // Said below.
  }
  throw invalid({ content: ['could not be parsed as JSON'] });
}

/** What the version would hold after the publication. */
function allowedPact(records: Records, { consumer, number }: Publishing, { provider, merge, pact }: Contract): Pact {
  const existing = find(records, consumer, number, provider);
  if (!existing) return pact;
  if (merge) return merged(existing.pact, pact);
  if (existing.sha === contentSha(pact)) return pact;
  throw conflict(
    `Cannot change the content of the pact for ${consumer} version ${number} and provider ${provider}, as race ` +
      'conditions will cause unreliable results for can-i-deploy. Publish it with a new consumer version number.',
  );
}

function find(records: Records, consumer: string, number: string, provider: string): Publication | undefined {
  return records.publications.find(
    (one) => one.consumer === consumer && one.provider === provider && one.version.number === number,
  );
}

interface NewPublication {
  readonly consumer: string;
  readonly provider: string;
  readonly version: Version;
  readonly pact: Pact;
}

function publish(records: Records, { consumer, provider, version, pact }: NewPublication) {
  const sha = contentSha(pact);
  pacticipantNamed(records, provider);
  const existing = find(records, consumer, version.number, provider);
  if (existing) {
    const isNew = existing.sha !== sha;
    Object.assign(existing, { sha, pact });
    return { publication: existing, isNew };
  }
  const publication: Publication = { consumer, provider, version, sha, pact, createdAt: records.now() };
  records.publications.push(publication);
  return { publication, isNew: true };
}

function sentence({ consumer, provider, version }: Publication, isNew: boolean): string {
  const pact = `${consumer} version ${version.number} and provider ${provider}`;
  return isNew
    ? `Pact successfully published for ${pact}.`
    : `Pact successfully republished for ${pact} with no content changes.`;
}
