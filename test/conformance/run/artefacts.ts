import type * as z from 'zod';
import { checkCreateRequest, checkSchemaRequest, schemasFor, type Violation } from '../../../src/index.ts';
import { toBeExternalConnection } from '../../../src/matchers/body-matchers.ts';
import { componentOf } from '../../openapi/document.ts';
import { errorsBy } from '../../openapi/errors-by.ts';
import { byJsonSchema } from '../checkers.ts';
import { metadataAllows } from './metadata.ts';
import { pactChecker } from './pact.ts';
import { services } from './services.ts';
import { type Artefacts, asJson, type Checker, type Place } from './value.ts';

/** Everything of the kit that can check a value at the place, ready to be asked. */
export async function artefactsAt(place: Place): Promise<Artefacts> {
  return place.kind === 'response' ? answerArtefacts(place) : requestArtefacts(place);
}

async function requestArtefacts(place: Place): Promise<Artefacts> {
  const { kind, version, profile } = place;
  const { createRequest, schemaRequest } = schemasFor({ profile, version });
  const schema: z.ZodType = kind === 'createConnection' ? createRequest : schemaRequest;
  const check = (body: unknown) =>
    (kind === 'createConnection' ? checkCreateRequest : checkSchemaRequest)(body, { profile, version });
  const type = kind === 'createConnection' ? 'externalConnection' : 'schema';
  const [running, pact] = [await services(place), profile === 'live' ? await pactChecker(place) : undefined];
  return {
    checkers: {
      metadata: ofBodies((body) => metadataAllows(type, body, version)),
      ...schemaCheckers(schema),
      check: ({ body, request }) => (request ? undefined : named(check(body))),
      ...running.checkers,
      ...(pact && { pact: pact.checker }),
      OpenAPI: ofBodies((body) => errorsBy(place.profile, documentSchema(place), body).length === 0),
    },
    ...(pact && { example: pact.example }),
    rulesBrokenBy: (body) => check(body).map(({ rule }) => rule),
    inOwnSpelling: (body) => asJson(schema.safeParse(body).data),
    close: async () => {
      await Promise.all([running.close(), pact?.close()]);
    },
  };
}

function answerArtefacts(place: Place): Artefacts {
  const { profile, version } = place;
  const schema = schemasFor({ profile, version }).connection;
  return {
    checkers: {
      // The metadata says what there is today; a client must bear more.
      metadata: (value) =>
        value.claim ? { accepts: metadataAllows('externalConnection', value.body, place.version) } : undefined,
      ...schemaCheckers(schema),
      matchers: ofBodies((body) => toBeExternalConnection(body).pass),
      OpenAPI: ofBodies((body) => errorsBy(place.profile, documentSchema(place), body).length === 0),
    },
    rulesBrokenBy: () => [],
    inOwnSpelling: (body) => body,
    close: async () => {},
  };
}

/** Zod, and JSON Schema as zod writes it. */
function schemaCheckers(schema: z.ZodType): Record<'zod' | 'JSON Schema', Checker> {
  return {
    zod: ofBodies((body) => schema.safeParse(body).success),
    'JSON Schema': ofBodies(byJsonSchema(schema)),
  };
}

function documentSchema({ kind, ...context }: Place): string {
  const name = {
    createConnection: 'CreateConnectionRequest',
    updateSchema: 'UpdateSchemaRequest',
    response: 'NewExternalConnection',
  }[kind];
  return `#/components/schemas/${componentOf(name, context)}`;
}

function ofBodies(accepts: (body: unknown) => boolean): Checker {
  return ({ body, request }) => (request ? undefined : { accepts: accepts(body) });
}

function named([violation]: readonly Violation[]) {
  return violation ? { accepts: false, rule: violation.rule } : { accepts: true };
}
