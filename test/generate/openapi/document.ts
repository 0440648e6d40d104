import {
  type ApiVersion,
  apiVersions,
  type OperationName,
  operationOf,
  profiles,
  type Rule,
  rules,
  serviceRoots,
  sources,
} from '../../../src/rules/index.ts';
import { beyondJsonSchema } from '../../conformance/beyond-json-schema.ts';
import { addAnswers } from './answer-schemas.ts';
import type { Schemas } from './components.ts';
import { reference } from './components.ts';
import { errorsOf, errorsOfBatch, responsesOf, type Shared } from './error-answers.ts';
import { examplesOf } from './examples.ts';
import { headers, headersOf } from './headers.ts';
import type { Json } from './json-schema.ts';
import {
  type Endpoint,
  endpoints,
  type GoodAnswer,
  jsonContent,
  parametersAt,
  type RequestBody,
} from './operations.ts';
import { parameters as allParameters } from './parameters.ts';
import { addRequests } from './request-schemas.ts';
import { rulesIn, sentenceOf } from './rule-notes.ts';

const about = `What external-connection-testkit knows of Microsoft Graph's external connections. Generated from its schemas and rules.

The request schemas are those of profile documented, which accepts all that either profile accepts: so a contract with either is compatible. What profile live asks for beyond is in createRequest.live.beta and createRequest.live.v1.0, named by x-live-schema.

A description lists the rules of its place, each with its id in brackets; x-rules tells of each its evidence, its source and its answer. The first broken rule of that order answers.

Not in the schemas: enum members and flags are accepted in any letter case; ids may stand in the path as ('id'); Accept: application/json;odata.metadata=none|full changes the annotations, and IEEE754Compatible=true writes 64-bit numbers as strings; members and enum members may be added to answers.`;

/** The document that describes every emulated operation. The same sources give the same document. */
export async function openApiDocument(): Promise<Json> {
  const schemas: Schemas = {};
  addRequests(schemas);
  addAnswers(schemas);
  const shared: Shared = { requestBodies: {}, responses: {}, examples: {} };
  const paths: Record<string, Json> = {};
  for (const version of ['v1.0', 'beta'] as const satisfies readonly ApiVersion[]) {
    for (const endpoint of endpoints(version, await examplesOf(version))) {
      const path = `/${version}${endpoint.path}`;
      paths[path] ??= { parameters: parametersAt(endpoint.path).map(parameter) };
      paths[path] = { ...paths[path], [endpoint.method]: operationObject(endpoint, version, shared) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Microsoft Graph external connections',
      version: '1.0.0',
      license: { name: 'MIT', identifier: 'MIT' },
      description: about,
    },
    servers: serviceRoots.map((url) => ({ url })),
    security: [{ accessToken: [] }],
    paths,
    components: {
      schemas,
      parameters: allParameters,
      headers,
      ...shared,
      securitySchemes: { accessToken: accessToken() },
    },
    'x-rules': ruleTable(),
    'x-sources': sources,
  };
}

function operationObject(endpoint: Endpoint, version: ApiVersion, shared: Shared): Json {
  const { operation, method, summary, parameters, request, answers } = endpoint;
  const names = operation === 'batch' ? errorsOfBatch : errorsOf(operation);
  const verb = operation === 'updateSchema' && method === 'post' ? 'createSchema' : operation;
  if (request) shared.requestBodies[request.name] = requestBody(request, operation);
  return {
    operationId: `${verb}${version === 'beta' ? 'Beta' : 'V1'}`,
    tags: [version],
    summary,
    ...describing([endpoint.description ?? '', ...linesAbout(operation, 'tenant')]),
    ...(operation !== 'batch' && { 'x-permissions': permissionsOf(operation) }),
    ...(parameters && { parameters: parameters.map(parameter) }),
    ...(request && { requestBody: reference('requestBodies', request.name) }),
    responses: {
      ...Object.fromEntries(answers.map((answer) => [answer.status, response(answer)])),
      ...responsesOf(names, shared),
    },
  };
}

function parameter(name: string): Json {
  return reference('parameters', name);
}

function requestBody({ schema, live, examples }: RequestBody, operation: Endpoint['operation']): Json {
  return {
    required: true,
    ...describing(linesAbout(operation, 'gateway', /^(header Content-Type|text)$/)),
    content: jsonContent(schema, examples),
    ...(live && { 'x-live-schema': reference('schemas', live).$ref }),
  };
}

function response({ description, schema, examples = {}, headers: more = [] }: GoodAnswer): Json {
  return {
    description,
    headers: headersOf(schema ? 'body' : 'empty', ...more),
    ...(schema && { content: jsonContent(schema, examples) }),
  };
}

function accessToken(): Json {
  const lines = linesAbout('createConnection', 'gateway', /^header Authorization$/);
  return { type: 'http', scheme: 'bearer', ...describing(lines) };
}

function describing(lines: readonly string[]): Json {
  const description = lines.filter(Boolean).join('\n');
  return description === '' ? {} : { description };
}

/** The permissions of which a token needs one; where users and apps need others, of both. */
function permissionsOf(operation: OperationName): unknown {
  const { delegated, application } = operationOf(operation).permissions;
  return delegated.join() === application.join() ? application : { delegated, application };
}

/** The rules of an operation that such a judge sees broken at such a place, as lines. */
function linesAbout(operation: Endpoint['operation'], judge: Rule['checkedBy'], place = /^/): string[] {
  return rules
    .filter((rule) => rule.checkedBy === judge && rule.operations.some((judged) => judged === operation))
    .filter(({ paths }) => paths.some((where) => place.test(where)))
    .map(({ id }) => sentenceOf(id));
}

/** The rules that hold where nobody turns a switch, in the order in which they are checked. */
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
