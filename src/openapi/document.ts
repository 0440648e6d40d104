import { type ApiVersion, apiVersions, profiles, type Rule, rules, serviceRoots, sources } from '../rules/index.ts';
import { beyondJsonSchema } from './beyond-json-schema.ts';
import { withPublicNames } from './component-names.ts';
import { reference, type Schemas } from './components.ts';
import type { Shared } from './error-responses.ts';
import { examplesOf } from './examples.ts';
import { headers } from './headers.ts';
import type { Json } from './json-schema.ts';
import { endpointsOf, operationObject } from './operation-object.ts';
import { parameters } from './parameters.ts';
import { addRequests } from './request-schemas.ts';
import { addResponses } from './response-schemas.ts';
import { describing, linesAbout, rulesIn } from './rule-notes.ts';

const about = `What external-connection-testkit knows of Microsoft Graph's external connections. Generated from its schemas and rules.

The request schemas are those of profile documented, which accepts all that either profile accepts: so a contract with either is compatible. What profile live asks for beyond is in CreateConnectionRequestLiveBeta and CreateConnectionRequestLive, named by x-live-schema.

A description lists the rules of its place, each with its id in brackets; x-rules has the evidence, the source and the error of each. The first broken rule of that order decides the response.

Not in the schemas: enum members and flags are accepted in any case; ids may stand in the path as ('id'); Accept: application/json;odata.metadata=none|full changes the annotations, and IEEE754Compatible=true writes 64-bit numbers as strings; properties and enum members may be added to responses.`;

/**
 * The document that describes every emulated operation. The same sources give the same document.
 *
 * @param pageExample the create request of the reference page.
 */
export async function openApiDocument(pageExample: Json): Promise<Json> {
  const schemas: Schemas = {};
  addRequests(schemas);
  addResponses(schemas);
  const shared: Shared = { requestBodies: {}, responses: {}, examples: {} };
  const paths: Record<string, Json> = {};
  for (const version of documentedVersions) {
    const examples = await examplesOf(version, pageExample);
    for (const endpoint of endpointsOf(version)) {
      const path = `/${version}${endpoint.path}`;
      paths[path] ??= { parameters: parametersAt(endpoint.path) };
      const method = endpoint.method.toLowerCase();
      paths[path] = { ...paths[path], [method]: operationObject(endpoint, { schemas, shared, examples }) };
    }
  }
  return withPublicNames({
    openapi: '3.1.0',
    info: {
      title: 'Microsoft Graph external connections',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description: about,
    },
    servers: serviceRoots.map((url) => ({ url })),
    tags: documentedVersions.map((name) => ({ name, description: `The operations of ${name}.` })),
    security: [{ accessToken: [] }],
    paths,
    components: { schemas, parameters, headers, ...shared, securitySchemes: { accessToken: accessToken() } },
    'x-rules': ruleTable(),
    'x-sources': sources,
  });
}

const documentedVersions = ['v1.0', 'beta'] as const satisfies readonly ApiVersion[];

/** The parameters of everything at a path. */
function parametersAt(path: string): Json[] {
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [...ids, 'client-request-id'].map((name) => reference('parameters', name));
}

function accessToken(): Json {
  const lines = linesAbout('createConnection', 'gateway', /^header Authorization$/);
  return { type: 'http', scheme: 'bearer', ...describing(lines) };
}

/** The rules that hold with the default switches, in the order in which they are checked. */
function ruleTable(): Json {
  const inForce = profiles.flatMap((profile) => apiVersions.flatMap((version) => rulesIn(profile, version)));
  return Object.fromEntries(rules.filter((rule) => inForce.includes(rule)).map((rule) => [rule.id, factsOf(rule)]));
}

const sourceNames = Object.entries(sources);

function factsOf({ id, evidence, source, error, profiles: inProfiles, versions }: Rule): Json {
  return {
    evidence,
    source: sourceNames.find(([, text]) => text === source)?.[0] ?? source,
    error,
    ...(inProfiles.length === 1 && { profiles: inProfiles }),
    ...(versions.length === 1 && { versions }),
    ...(beyondJsonSchema.includes(id) && { beyondJsonSchema: true }),
  };
}
