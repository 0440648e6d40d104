import { type ApiVersion, defaultContext, type Profile, type RuleContext, type Switches } from '../rules/index.ts';
import { externalConnectionSchema, externalConnectionV1Schema } from './connection.ts';
import {
  betaOnlyMembers,
  createExternalConnectionSchema,
  experiencesAsArray,
  liveMembers,
  readOnlyMembers,
  strictDescription,
} from './create-request.ts';
import { badOption } from './read-options.ts';
import { schemaRequest, schemaRequestV1 } from './schema-request.ts';

const createRequests = {
  documented: {
    beta: createExternalConnectionSchema,
    'v1.0': createExternalConnectionSchema.extend(betaOnlyMembers),
  },
  live: {
    beta: createExternalConnectionSchema.extend(liveMembers),
    'v1.0': createExternalConnectionSchema.extend({ ...liveMembers, ...betaOnlyMembers }),
  },
};

const schemaRequests = { beta: schemaRequest, 'v1.0': schemaRequestV1 };

const connections = { beta: externalConnectionSchema, 'v1.0': externalConnectionV1Schema };

type CreateRequests = typeof createRequests;
type SchemaRequests = typeof schemaRequests;
type Connections = typeof connections;

/** What a check or a set of schemas is for; anything left out has its default. */
export interface SchemaOptions extends Partial<Switches> {
  /** Default `documented`. */
  readonly profile?: Profile;
  /** Default `beta`. */
  readonly version?: ApiVersion;
}

/**
 * The schemas of a create request, of the registration of a schema, and of a connection, for a profile and a
 * version. Switches change what is accepted at run time, not the static type.
 *
 * @throws TypeError naming the option when profile or version is none that exists.
 * @example
 * ```ts
 * import { schemasFor } from 'external-connection-testkit';
 *
 * const { createRequest } = schemasFor({ profile: 'live', version: 'v1.0' });
 * createRequest.safeParse({ name: 'Contoso HR' }).success; // false: the live service wants an id
 * ```
 */
export function schemasFor<P extends Profile = 'documented', V extends ApiVersion = 'beta'>(
  options: SchemaOptions & { readonly profile?: P; readonly version?: V } = {},
): {
  readonly createRequest: CreateRequests[P][V];
  readonly schemaRequest: SchemaRequests[V];
  readonly connection: Connections[V];
} {
  const context = contextOf(options);
  const createRequest = withSwitches(createRequests[context.profile][context.version], context);
  // contextOf has filled in the defaults of P and V, which the compiler cannot follow.
  return {
    createRequest: createRequest as CreateRequests[P][V],
    schemaRequest: schemaRequests[context.version] as SchemaRequests[V],
    connection: connections[context.version] as Connections[V],
  };
}

/** The options with every default filled in. */
export function contextOf(options: SchemaOptions = {}): RuleContext {
  const { profile = defaultContext.profile, version = defaultContext.version } = options;
  if (!Object.hasOwn(createRequests, profile)) throw badOption('profile', profile, '"documented" or "live"');
  if (!Object.hasOwn(connections, version)) throw badOption('version', version, '"beta" or "v1.0"');
  const { strictDescription, rejectReadOnly, betaSettingsOnV1, experiencesAsArray } = { ...defaultContext, ...options };
  return { profile, version, strictDescription, rejectReadOnly, betaSettingsOnV1, experiencesAsArray };
}

type CreateRequestSchema = CreateRequests[Profile][ApiVersion];

/** Made once for each set of switches: an emulator asks for each of its requests. */
const switched = new Map<string, CreateRequestSchema>();

function withSwitches(schema: CreateRequestSchema, context: RuleContext): CreateRequestSchema {
  const key = JSON.stringify(context);
  const made = switched.get(key) ?? switchedFrom(schema, context);
  switched.set(key, made);
  return made;
}

function switchedFrom(schema: CreateRequestSchema, context: RuleContext): CreateRequestSchema {
  const isBeta = context.version === 'beta';
  const { complianceSettings, enabledContentExperiences } = createExternalConnectionSchema.shape;
  const overrides = {
    ...(context.strictDescription && strictDescription),
    ...(context.rejectReadOnly && { state: readOnlyMembers.state }),
    ...(context.rejectReadOnly && isBeta && { ingestedItemsCount: readOnlyMembers.ingestedItemsCount }),
    ...(context.betaSettingsOnV1 && !isBeta && { complianceSettings, enabledContentExperiences }),
    ...(context.experiencesAsArray && (isBeta || context.betaSettingsOnV1) && experiencesAsArray),
  };
  if (Object.keys(overrides).length === 0) return schema;
  // The static type stays that of the profile and the version, as the docstring of schemasFor says.
  return (schema as typeof createExternalConnectionSchema).extend(overrides) as unknown as CreateRequestSchema;
}
