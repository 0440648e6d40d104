import type * as z from 'zod';
import {
  type ApiVersion,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  limits,
  type Profile,
  type RuleContext,
} from '../rules/index.ts';
import {
  anyCase,
  define,
  enforces,
  enumOf,
  type Library,
  lazyShape,
  notSent,
  toMember,
  typeName,
  withLength,
} from './enforces.ts';
import { activitySettings, complianceSettings, configuration, searchSettings } from './settings.ts';

const flags = new RegExp(`^${anyCase(contentExperienceTypes)}(?:,[ ]*${anyCase(contentExperienceTypes)})*$`);

const id = define((z) =>
  withLength(
    z
      .string(enforces({ type: 'json.string', missing: 'id.required', null: 'id.notNull' }))
      .regex(limits.alphanumeric, enforces('id.alphanumeric'))
      .regex(new RegExp(`^(?!${anyCase([limits.connectionId.forbiddenPrefix])})`), enforces('id.prefix'))
      .regex(new RegExp(`^(?!${anyCase(limits.connectionId.reserved)}$)`), enforces('id.reserved')),
    limits.connectionId,
    'id.length',
  ),
);

const name = define((z) =>
  withLength(
    z.string(enforces({ type: 'json.string', missing: 'name.required' })),
    limits.connectionName,
    'name.length',
  ),
);

const description = define((z) => z.string(enforces({ type: 'json.string', missing: 'description.required' })));

const contentCategory = define((z) =>
  enumOf(z, contentCategories, {
    type: 'json.enum',
    null: 'contentCategory.notNull',
    member: 'contentCategory.member',
  }),
);

const enabledContentExperiences = define((z) =>
  z.preprocess(
    toFlags,
    z
      .string(enforces({ type: (value) => (Array.isArray(value) ? 'enabledContentExperiences.form' : 'json.enum') }))
      .regex(flags, enforces('enabledContentExperiences.member')),
  ),
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const createExternalConnectionSchema = define((z) =>
  z.strictObject(
    lazyShape(() => ({
      '@odata.type': typeName(z, 'externalConnection'),
      id: id(z).optional(),
      name: name(z).nullish(),
      description: description(z).nullish(),
      connectorId: z.string(enforces('json.string')).nullish(),
      state: enumOf(z, connectionStates, { type: 'json.enum', member: 'state.member' }).nullish(),
      ingestedItemsCount: z.int(enforces('json.int64')).nullish(),
      configuration: configuration(z).nullish(),
      activitySettings: activitySettings(z).nullish(),
      searchSettings: searchSettings(z).nullish(),
      complianceSettings: complianceSettings(z).nullish(),
      contentCategory: contentCategory(z).optional(),
      enabledContentExperiences: enabledContentExperiences(z).nullish(),
    })),
    enforces({ type: 'body.object', unknown: 'property.known' }),
  ),
);

/** The body of a create request: what createExternalConnectionSchema gives. */
export interface CreateExternalConnection extends z.infer<ReturnType<typeof createExternalConnectionSchema>> {}

/** The body of a create request that the live service accepts too: the client chooses id and name. */
export interface LiveCreateExternalConnection extends CreateExternalConnection {
  id: string;
  name: string;
}

const liveMembers = define((z) => ({ id: id(z), name: name(z) }));

const betaOnlyMembers = define((z) => ({
  ingestedItemsCount: notSent(z, 'ingestedItemsCount.betaOnly'),
  complianceSettings: notSent(z, 'settings.betaOnly'),
  enabledContentExperiences: notSent(z, 'settings.betaOnly'),
}));

const experiencesAsArray = define((z) => z.preprocess(joined, enabledContentExperiences(z)).nullish());

/** The list of the strings as one string; of anything else, which may have no text, the value as it is. */
function joined(value: unknown): unknown {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value.join(',') : value;
}

const toExperience = toMember(contentExperienceTypes);

/** `"SEARCH,compliance"` becomes `"search, compliance"`; anything else stays as it is. */
function toFlags(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((part) => toExperience(part.trimStart()))
    .join(', ');
}

const createRequests = define((z) => ({
  documented: {
    beta: createExternalConnectionSchema(z),
    'v1.0': createExternalConnectionSchema(z).extend(betaOnlyMembers(z)),
  },
  live: {
    beta: createExternalConnectionSchema(z).extend(liveMembers(z)),
    'v1.0': createExternalConnectionSchema(z).extend({ ...liveMembers(z), ...betaOnlyMembers(z) }),
  },
}));

export type CreateRequests = ReturnType<typeof createRequests>;
type CreateRequestSchema = CreateRequests[Profile][ApiVersion];

/** Made once for each set of switches: an emulator asks for each of its requests. */
const made = define(() => new Map<string, CreateRequestSchema>());

/** The schema of a create request for a context. */
export function createRequestFor(z: Library, context: RuleContext): CreateRequestSchema {
  const key = Object.values(context).join();
  const schema = made(z).get(key) ?? withSwitches(z, context);
  made(z).set(key, schema);
  return schema;
}

function withSwitches(z: Library, context: RuleContext): CreateRequestSchema {
  const schema = createRequests(z)[context.profile][context.version];
  const { complianceSettings, enabledContentExperiences, ingestedItemsCount } = createExternalConnectionSchema(z).shape;
  const isBeta = context.version === 'beta';
  const hasExperiences = isBeta || context.betaSettingsOnV1;
  const overrides = {
    ...(context.strictDescription && { description: description(z) }),
    ...(context.rejectReadOnly && { state: notSent(z, 'state.readOnly') }),
    ...(context.rejectReadOnly && isBeta && { ingestedItemsCount: notSent(z, 'ingestedItemsCount.readOnly') }),
    ...(context.betaSettingsOnV1 && !isBeta && { complianceSettings, enabledContentExperiences, ingestedItemsCount }),
    ...(context.experiencesAsArray && hasExperiences && { enabledContentExperiences: experiencesAsArray(z) }),
  };
  if (Object.keys(overrides).length === 0) return schema;
  // The static type stays that of the profile and the version, as the docstring of schemasFor says.
  return (schema as ReturnType<typeof createExternalConnectionSchema>).extend(
    overrides,
  ) as unknown as CreateRequestSchema;
}
