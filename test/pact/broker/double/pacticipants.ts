import { type Answer, invalid, knownMembers, notFound } from './answer.ts';
import {
  addToBranch,
  findVersion,
  knownVersion,
  type Pacticipant,
  pacticipantNamed,
  type Version,
  versionOf,
} from './records.ts';
import { type BrokerRequest, part } from './request.ts';

const members = ['name', 'displayName', 'mainBranch', 'repositoryUrl'];

/** `POST /pacticipants`: 201; `mainBranch` says which branch the selector of that name means. */
export function createPacticipant(request: BrokerRequest): Answer {
  const { name } = knownMembers(request.body, 'pacticipant', members);
  if (typeof name !== 'string' || name === '') throw invalid({ name: ['is missing'] });
  const pacticipant = pacticipantNamed(request.records, name);
  Object.assign(pacticipant, request.body);
  return {
    status: 201,
    headers: { Location: request.links.pacticipant(name).href },
    body: described(request, pacticipant),
  };
}

/** `PATCH /pacticipants/{pacticipant}`. */
export function updatePacticipant(request: BrokerRequest): Answer {
  const pacticipant = known(request);
  Object.assign(pacticipant, knownMembers(request.body, 'pacticipant', members), { name: pacticipant.name });
  return { status: 200, body: described(request, pacticipant) };
}

/** `GET /pacticipants/{pacticipant}`: a Verifier finds here where to put its branch and its tags. */
export function readPacticipant(request: BrokerRequest): Answer {
  return { status: 200, body: described(request, known(request)) };
}

function known(request: BrokerRequest): Pacticipant {
  const name = part(request, 'pacticipant');
  const found = request.records.pacticipants.get(name);
  if (!found) throw notFound(`Pacticipant ${name}`);
  return found;
}

function described({ links }: BrokerRequest, pacticipant: Pacticipant): object {
  const self = links.pacticipant(pacticipant.name);
  return {
    ...pacticipant,
    _links: {
      self,
      'pb:version': { href: `${self.href}/versions/{version}`, templated: true },
      'pb:version-tag': { href: `${self.href}/versions/{version}/tags/{tag}`, templated: true },
      'pb:branch-version': { href: `${self.href}/branches/{branch}/versions/{version}`, templated: true },
      curies: links.curies,
    },
  };
}

/** `GET /pacticipants/{pacticipant}/versions/{version}`: its branches and tags, and where to record a deployment of it. */
export function readVersion(request: BrokerRequest): Answer {
  return { status: 200, body: describedVersion(request, versionIn(request)) };
}

function versionIn(request: BrokerRequest): Version {
  return knownVersion(request.records, part(request, 'pacticipant'), part(request, 'version'));
}

function describedVersion({ records, links }: BrokerRequest, version: Version): object {
  const { pacticipant, number, branches, tags, createdAt } = version;
  return {
    number,
    createdAt: createdAt.toISOString(),
    _embedded: {
      branchVersions: [...branches].map((name) => ({ name, _links: {} })),
      tags: [...tags].map((name) => ({ name, _links: {} })),
    },
    _links: {
      self: links.version(version),
      'pb:pacticipant': links.pacticipant(pacticipant),
      'pb:record-deployment': records.environments.map(({ name, uuid }) => ({
        href: links.at`/pacticipants/${pacticipant}/versions/${number}/deployed-versions/environment/${uuid}`,
        name,
        title: `Record deployment to ${name}`,
      })),
      curies: links.curies,
    },
  };
}

/** `PUT /pacticipants/{pacticipant}/branches/{branch}/versions/{version}`: 201 when it was not there. */
export function putBranchVersion(request: BrokerRequest): Answer {
  return put(request, 'branch', (version, branch) => addToBranch(request.records, version, branch));
}

/** `PUT /pacticipants/{pacticipant}/versions/{version}/tags/{tag}`: 201 when it was not there. */
export function putTag(request: BrokerRequest): Answer {
  return put(request, 'tag', (version, tag) => version.tags.add(tag));
}

function put(
  request: BrokerRequest,
  label: 'branch' | 'tag',
  add: (version: Version, name: string) => unknown,
): Answer {
  const [pacticipant, number] = [part(request, 'pacticipant'), part(request, 'version')];
  const name = part(request, label);
  const existing = findVersion(request.records, pacticipant, number);
  const had = label === 'branch' ? existing?.branches.has(name) : existing?.tags.has(name);
  const version = versionOf(request.records, pacticipant, number);
  add(version, name);
  return { status: had ? 200 : 201, body: { name, _links: { self: request.links.version(version) } } };
}
