import { type Answer, notSupported } from './answer.ts';
import {
  changeDeployment,
  createEnvironment,
  currentlyDeployed,
  listEnvironments,
  readEnvironment,
  recordDeployment,
} from './environments.ts';
import { pactsForVerification } from './for-verification.ts';
import { indexResource } from './index-resource.ts';
import { matrix } from './matrix.ts';
import {
  createPacticipant,
  putBranchVersion,
  putTag,
  readPacticipant,
  readVersion,
  updatePacticipant,
} from './pacticipants.ts';
import { latestPacts, pactOfVersion, pactVersion, publishResult } from './pacts.ts';
import { publishContracts } from './publish.ts';
import type { BrokerRequest } from './request.ts';

type Handler = (request: BrokerRequest) => Answer;

const pact = '/pacts/provider/{provider}/consumer/{consumer}';
const version = '/pacticipants/{pacticipant}/versions/{version}';

/** Everything that the double holds. */
const routes: readonly (readonly [method: string, path: string, handler: Handler])[] = [
  ['GET', '/', indexResource],
  ['POST', '/contracts/publish', publishContracts],
  ['GET', '/pacts/provider/{provider}/latest', latestPacts],
  ['GET', '/pacts/provider/{provider}/for-verification', pactsForVerification],
  ['POST', '/pacts/provider/{provider}/for-verification', pactsForVerification],
  ['GET', `${pact}/pact-version/{sha}/metadata/{metadata}`, pactVersion],
  ['POST', `${pact}/pact-version/{sha}/metadata/{metadata}/verification-results`, publishResult],
  ['GET', `${pact}/version/{version}`, pactOfVersion],
  ['POST', '/pacticipants', createPacticipant],
  ['GET', '/pacticipants/{pacticipant}', readPacticipant],
  ['PATCH', '/pacticipants/{pacticipant}', updatePacticipant],
  ['GET', version, readVersion],
  ['PUT', `${version}/tags/{tag}`, putTag],
  ['PUT', '/pacticipants/{pacticipant}/branches/{branch}/versions/{version}', putBranchVersion],
  ['POST', `${version}/deployed-versions/environment/{environment}`, recordDeployment],
  ['GET', '/environments', listEnvironments],
  ['POST', '/environments', createEnvironment],
  ['GET', '/environments/{environment}', readEnvironment],
  ['GET', '/environments/{environment}/deployed-versions/currently-deployed', currentlyDeployed],
  ['PATCH', '/deployed-versions/{deployment}', changeDeployment],
  ['GET', '/matrix', matrix],
];

const compiled = routes.map(([method, path, handler]) => ({
  method,
  handler,
  pattern: new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}));

/** What answers a request, and the parts of its path, decoded. */
export interface Route {
  readonly handler: Handler;
  readonly path: Readonly<Record<string, string>>;
}

/** @throws Refusal 501 that names the method and the path. */
export function routeOf(method: string, pathname: string): Route {
  for (const route of compiled) {
    const groups = route.method === method ? (route.pattern.exec(pathname)?.groups ?? {}) : undefined;
    if (groups && route.pattern.test(pathname)) return { handler: route.handler, path: decoded(groups) };
  }
  throw notSupported(`route ${method} ${pathname}`);
}

function decoded(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}
