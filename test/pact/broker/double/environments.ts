import { type Answer, invalid, knownMembers, notFound } from './answer.ts';
import { addEnvironment, type Deployment, type Environment, knownVersion, uuid } from './records.ts';
import { type BrokerRequest, part } from './request.ts';

/** `GET /environments`. */
export function listEnvironments(request: BrokerRequest): Answer {
  const { records, links } = request;
  const environments = records.environments.map((environment) => described(request, environment));
  return { status: 200, body: { _embedded: { environments }, _links: { self: { href: links.at`/environments` } } } };
}

/** `POST /environments`: 201; 400 when the name is missing or taken. */
export function createEnvironment(request: BrokerRequest): Answer {
  const read = knownMembers(request.body, 'environment', ['name', 'displayName', 'production']);
  const { name, displayName = name, production } = read;
  if (typeof name !== 'string' || name === '') throw invalid({ name: ['is missing'] });
  if (typeof production !== 'boolean') throw invalid({ production: ['must be boolean'] });
  if (request.records.environments.some((one) => one.name === name)) throw invalid({ name: ['is taken'] });
  const environment = addEnvironment(request.records, { name, displayName: String(displayName), production });
  const { href } = request.links.environment(environment);
  return { status: 201, headers: { Location: href }, body: described(request, environment) };
}

/** `GET /environments/{environment}`. */
export function readEnvironment(request: BrokerRequest): Answer {
  return { status: 200, body: described(request, environmentIn(request)) };
}

function environmentIn(request: BrokerRequest): Environment {
  const found = request.records.environments.find((one) => one.uuid === part(request, 'environment'));
  if (!found) throw notFound('The environment');
  return found;
}

function described({ links }: BrokerRequest, environment: Environment): object {
  const { uuid: id, createdAt } = environment;
  return {
    ...environment,
    createdAt: createdAt.toISOString(),
    _links: {
      self: links.environment(environment),
      'pb:currently-deployed-deployed-versions': {
        href: links.at`/environments/${id}/deployed-versions/currently-deployed`,
      },
      curies: links.curies,
    },
  };
}

/** `POST /pacticipants/{pacticipant}/versions/{version}/deployed-versions/environment/{environment}`: it replaces what was there. */
export function recordDeployment(request: BrokerRequest): Answer {
  const { records } = request;
  const version = knownVersion(records, part(request, 'pacticipant'), part(request, 'version'));
  const environment = environmentIn(request);
  const { applicationInstance, target } = knownMembers(request.body, 'deployment', ['applicationInstance', 'target']);
  const instance = applicationInstance ?? target;
  const deployment: Deployment = {
    uuid: uuid(2, records.deployments.length),
    version,
    environment,
    instance: instance === undefined ? undefined : String(instance),
    createdAt: records.now(),
    currentlyDeployed: true,
  };
  for (const former of records.deployments) if (isSamePlace(former, deployment)) former.currentlyDeployed = false;
  records.deployments.push(deployment);
  const { href } = request.links.deployment(deployment);
  return { status: 201, headers: { Location: href }, body: describedDeployment(request, deployment) };
}

function isSamePlace(one: Deployment, other: Deployment): boolean {
  const isSameApplication = one.version.pacticipant === other.version.pacticipant;
  return isSameApplication && one.environment === other.environment && one.instance === other.instance;
}

/** `GET /environments/{environment}/deployed-versions/currently-deployed?pacticipant=…`. */
export function currentlyDeployed(request: BrokerRequest): Answer {
  const environment = environmentIn(request);
  const pacticipant = request.query.get('pacticipant');
  const deployedVersions = request.records.deployments
    .filter((one) => one.currentlyDeployed && one.environment === environment)
    .filter(({ version }) => pacticipant === null || version.pacticipant === pacticipant)
    .map((deployment) => describedDeployment(request, deployment));
  return { status: 200, body: { _embedded: { deployedVersions }, _links: {} } };
}

/** `PATCH /deployed-versions/{deployment}` with `currentlyDeployed: false`: an undeployment. */
export function changeDeployment(request: BrokerRequest): Answer {
  const { currentlyDeployed } = knownMembers(request.body, 'deployment', ['currentlyDeployed']);
  if (currentlyDeployed !== false) throw invalid({ currentlyDeployed: ['cannot be set back to true'] });
  const deployment = request.records.deployments.find((one) => one.uuid === part(request, 'deployment'));
  if (!deployment) throw notFound('The deployed version');
  deployment.currentlyDeployed = false;
  return { status: 200, body: describedDeployment(request, deployment) };
}

function describedDeployment({ links }: BrokerRequest, deployment: Deployment): object {
  const { version, instance, currentlyDeployed } = deployment;
  return {
    uuid: deployment.uuid,
    currentlyDeployed,
    createdAt: deployment.createdAt.toISOString(),
    ...(instance !== undefined && { applicationInstance: instance, target: instance }),
    _embedded: {
      pacticipant: { name: version.pacticipant, _links: { self: links.pacticipant(version.pacticipant) } },
      version: { number: version.number, _links: { self: links.version(version) } },
      environment: { uuid: deployment.environment.uuid, name: deployment.environment.name, _links: {} },
    },
    _links: { self: links.deployment(deployment) },
  };
}
