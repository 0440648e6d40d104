import { type ApiVersion, once, type Profile, type RuleContext } from '../rules/index.ts';
import { externalConnectionSchema, externalConnectionV1Schema } from './connection.ts';
import {
  betaOnlyMembers,
  createExternalConnectionSchema,
  experiencesAsArray,
  liveMembers,
  readOnlyMembers,
  strictDescription,
} from './create-request.ts';
import { contextOf, type SchemaOptions } from './read-options.ts';
import { schemaRequests } from './schema-request.ts';

const createRequests = once(() => ({
  documented: {
    beta: createExternalConnectionSchema(),
    'v1.0': createExternalConnectionSchema().extend(betaOnlyMembers()),
  },
  live: {
    beta: createExternalConnectionSchema().extend(liveMembers()),
    'v1.0': createExternalConnectionSchema().extend({ ...liveMembers(), ...betaOnlyMembers() }),
  },
}));

const connections = once(() => ({ beta: externalConnectionSchema(), 'v1.0': externalConnectionV1Schema() }));

type CreateRequests = ReturnType<typeof createRequests>;
type SchemaRequests = ReturnType<typeof schemaRequests>['live'];
type Connections = ReturnType<typeof connections>;

/**
 * The schemas of a create request, of the registration of a schema, and of a connection, for a profile and a
 * version. Switches change what is accepted at run time, not the static type.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { schemasFor } from 'external-connection-testkit';
 *
 * const { createRequest } = schemasFor({ profile: 'live', version: 'v1.0' });
 * createRequest.safeParse({ name: 'Contoso HR' }).success; // false: the live service wants an id
 * ```
 */
export function schemasFor<P extends Profile = 'live', V extends ApiVersion = 'v1.0'>(
  options: SchemaOptions & { readonly profile?: P | undefined; readonly version?: V | undefined } = {},
): Schemas<P, V> {
  // contextOf has filled in the defaults of P and V, which the compiler cannot follow.
  return schemasIn(contextOf(options, 'schemasFor')) as Schemas<P, V>;
}

interface Schemas<P extends Profile, V extends ApiVersion> {
  readonly createRequest: CreateRequests[P][V];
  readonly schemaRequest: SchemaRequests[V];
  readonly connection: Connections[V];
}

/** The schemas of a context, whose options were read. */
export function schemasIn(context: RuleContext): Schemas<Profile, ApiVersion> {
  const createRequest = withSwitches(createRequests()[context.profile][context.version], context);
  return {
    createRequest,
    // The static type stays, as above.
    schemaRequest: schemaRequests()[context.profile][
      context.betaSettingsOnV1 ? 'beta' : context.version
    ] as SchemaRequests[ApiVersion],
    connection: connections()[context.version],
  };
}

type CreateRequestSchema = CreateRequests[Profile][ApiVersion];

/** Made once for each set of switches: an emulator asks for each of its requests. */
const switched = new Map<string, CreateRequestSchema>();

function withSwitches(schema: CreateRequestSchema, context: RuleContext): CreateRequestSchema {
  const key = Object.values(context).join();
  const made = switched.get(key) ?? switchedFrom(schema, context);
  switched.set(key, made);
  return made;
}

function switchedFrom(schema: CreateRequestSchema, context: RuleContext): CreateRequestSchema {
  const isBeta = context.version === 'beta';
  const { complianceSettings, enabledContentExperiences, ingestedItemsCount } = createExternalConnectionSchema().shape;
  const overrides = {
    ...(context.strictDescription && strictDescription()),
    ...(context.rejectReadOnly && { state: readOnlyMembers().state }),
    ...(context.rejectReadOnly && isBeta && { ingestedItemsCount: readOnlyMembers().ingestedItemsCount }),
    ...(context.betaSettingsOnV1 && !isBeta && { complianceSettings, enabledContentExperiences, ingestedItemsCount }),
    ...(context.experiencesAsArray && (isBeta || context.betaSettingsOnV1) && experiencesAsArray()),
  };
  if (Object.keys(overrides).length === 0) return schema;
  // The static type stays that of the profile and the version, as the docstring of schemasFor says.
  return (schema as ReturnType<typeof createExternalConnectionSchema>).extend(
    overrides,
  ) as unknown as CreateRequestSchema;
}
