import { type ErrorName, everyRule, type Profile, type Rule, serviceRoots, sources } from '../rules/index.ts';
import { collectExamples } from './examples.ts';
import type { Json } from './json-schema.ts';
import { endpointsOf, operationObject } from './operations.ts';
import { idsIn, parametersFor } from './parameters.ts';
import { errorComponents, errorsOf, headers } from './responses.ts';
import { beyondJsonSchema, describing, linesAbout, noteRules, rulesIn } from './rule-notes.ts';
import { addSchemas, capitalized, reference, type Schemas } from './schemas.ts';

const about: Readonly<Record<Profile, string>> = {
  live: 'This document has profile live: what the service enforces. openapi.documented.json has profile documented.',
  documented: 'This document has profile documented: what the reference pages say. openapi.json has profile live.',
};

const aboutBoth = `A description lists the rules of its place, each with its id in brackets; x-rules has the evidence, the source and the error of each. The first broken rule of that order decides the response. A component whose name ends in Beta is that of beta, where it differs from v1.0; one that ends in Request is what a client sends.

Not in the schemas: the codes of an error response, which its description lists; enum members and flags are accepted in any case; ids may stand in the path as ('id'); Accept: application/json;odata.metadata=none|full changes the annotations, and IEEE754Compatible=true writes 64-bit numbers as strings; properties and enum members may be added to responses.`;

/** That of v1.0 first, after which that of beta is named. */
const versions = ['v1.0', 'beta'] as const;

/**
 * The document that describes every emulated operation in a profile. The same sources give the same document.
 *
 * @param pageExample the create request of the reference page.
 */
export async function openApiDocument(profile: Profile, pageExample: Json): Promise<Json> {
  const schemas: Schemas = {};
  for (const version of versions) addSchemas(schemas, { profile, version });
  noteRules(
    schemas,
    versions.map((version) => ({ profile, version })),
  );
  const paths: Record<string, Json> = {};
  const errors = new Set<ErrorName>();
  for (const version of versions) {
    const examples = await collectExamples({ profile, version }, pageExample);
    for (const endpoint of endpointsOf(version, profile)) {
      const path = `/${version}${endpoint.path}`;
      for (const name of errorsOf(endpoint.operation, endpoint)) errors.add(name);
      const parameters = [...idsIn(endpoint.path), 'clientRequestId'];
      paths[path] ??= { parameters: parameters.map((name) => reference('parameters', capitalized(name))) };
      paths[path] = {
        ...paths[path],
        [endpoint.method.toLowerCase()]: operationObject(endpoint, { schemas, examples }),
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Microsoft Graph external connections',
      version: '1.0.0',
      contact: { name: 'external-connection-testkit' },
      license: { name: 'MIT', identifier: 'MIT' },
      description: `What external-connection-testkit knows of Microsoft Graph's external connections. Generated from its schemas and rules. ${about[profile]}\n\n${aboutBoth}`,
    },
    servers: serviceRoots.map((url) => ({ url })),
    tags: versions.map((name) => ({ name, description: `The operations of ${name}.` })),
    security: [{ accessToken: [] }],
    paths,
    components: {
      schemas,
      parameters: parametersFor(profile),
      headers,
      ...errorComponents([...errors]),
      securitySchemes: { accessToken: bearerScheme(profile) },
    },
    'x-profile': profile,
    'x-rules': ruleFacts(profile),
    'x-sources': sources,
  };
}

function bearerScheme(profile: Profile): Json {
  const place = /^header Authorization$/;
  const lines = linesAbout({ operation: 'createConnection', checkedBy: 'gateway', profile, version: 'v1.0', place });
  return { type: 'http', scheme: 'bearer', ...describing(lines) };
}

/** The rules that hold with the default switches, in the order in which they are checked. */
function ruleFacts(profile: Profile): Json {
  const inForce = versions.flatMap((version) => rulesIn(profile, version));
  return Object.fromEntries(
    everyRule()
      .filter((rule) => inForce.includes(rule))
      .map((rule) => [rule.id, factsOf(rule)]),
  );
}

const sourceNames = Object.entries(sources);

function factsOf({ id, evidence, source, error, versions }: Rule): Json {
  return {
    evidence,
    source: sourceNames.find(([, text]) => text === source)?.[0] ?? source,
    error,
    ...(versions.length === 1 && { versions }),
    ...(beyondJsonSchema.includes(id) && { beyondJsonSchema: true }),
  };
}
