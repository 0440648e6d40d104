import * as z from 'zod';
import { connectionStates, contentCategories, contentExperienceTypes, limits, once } from '../rules/index.ts';
import {
  anyCase,
  enforces,
  lazyShape,
  preprocessed,
  strictObject,
  toMember,
  typeName,
  withLength,
} from './enforces.ts';
import { activitySettings, complianceSettings, configuration, searchSettings } from './settings.ts';

const flags = new RegExp(`^${anyCase(contentExperienceTypes)}(?:,[ ]*${anyCase(contentExperienceTypes)})*$`);

const id = once(() =>
  withLength(
    z
      .string(enforces({ type: 'json.string', absent: 'id.required', null: 'id.notNull' }))
      .regex(limits.alphanumeric, enforces('id.alphanumeric'))
      .regex(new RegExp(`^(?!${anyCase([limits.connectionId.forbiddenPrefix])})`), enforces('id.prefix'))
      .regex(new RegExp(`^(?!${anyCase(limits.connectionId.reserved)}$)`), enforces('id.reserved')),
    limits.connectionId,
    'id.length',
  ),
);

const name = once(() =>
  withLength(
    z.string(enforces({ type: 'json.string', absent: 'name.required', null: 'name.required' })),
    limits.connectionName,
    'name.length',
  ),
);

const description = once(() =>
  z.string(enforces({ type: 'json.string', absent: 'description.required', null: 'description.required' })),
);

const contentCategory = once(() =>
  preprocessed(
    toMember(contentCategories),
    z.enum(
      contentCategories,
      enforces({ type: 'json.enum', null: 'contentCategory.notNull', member: 'contentCategory.member' }),
    ),
  ),
);

const enabledContentExperiences = once(() =>
  preprocessed(
    toFlags,
    z
      .string({
        error: (issue) =>
          enforces(Array.isArray(issue.input) ? 'enabledContentExperiences.form' : 'json.enum').error(issue),
      })
      .regex(flags, enforces('enabledContentExperiences.member')),
  ),
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const createExternalConnectionSchema = once(() =>
  strictObject(
    lazyShape(() => ({
      '@odata.type': typeName('externalConnection'),
      id: id().optional(),
      name: name().nullable().optional(),
      description: description().nullable().optional(),
      connectorId: z.string(enforces('json.string')).nullable().optional(),
      state: preprocessed(
        toMember(connectionStates),
        z.enum(connectionStates, enforces({ type: 'json.enum', member: 'state.member' })).nullable(),
      ).optional(),
      ingestedItemsCount: z.int(enforces('json.int64')).nullable().optional(),
      configuration: configuration().nullable().optional(),
      activitySettings: activitySettings().nullable().optional(),
      searchSettings: searchSettings().nullable().optional(),
      complianceSettings: complianceSettings().nullable().optional(),
      contentCategory: contentCategory().optional(),
      enabledContentExperiences: enabledContentExperiences().nullable().optional(),
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

/** What the live profile asks for beyond the documented one. */
export const liveMembers = once(() => ({ id: id(), name: name() }));

/** What the metadata of v1.0 does not have. */
export const betaOnlyMembers = once(() => ({
  ingestedItemsCount: z.never(enforces('ingestedItemsCount.betaOnly')).optional(),
  complianceSettings: z.never(enforces('settings.betaOnly')).optional(),
  enabledContentExperiences: z.never(enforces('settings.betaOnly')).optional(),
}));

/** What the switch strictDescription asks for. */
export const strictDescription = once(() => ({ description: description() }));

/** What the switch rejectReadOnly refuses; ingestedItemsCount falls away on v1.0 anyway. */
export const readOnlyMembers = once(() => ({
  state: z.never(enforces('state.readOnly')).optional(),
  ingestedItemsCount: z.never(enforces('ingestedItemsCount.readOnly')).optional(),
}));

/** What the switch experiencesAsArray accepts. */
export const experiencesAsArray = once(() => ({
  enabledContentExperiences: preprocessed(
    (value) => (Array.isArray(value) ? value.join(',') : value),
    enabledContentExperiences(),
  )
    .nullable()
    .optional(),
}));

const toExperience = toMember(contentExperienceTypes);

/** `"SEARCH,compliance"` becomes `"search, compliance"`; anything else stays as it is. */
function toFlags(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((part) => toExperience(part.trimStart()))
    .join(', ');
}
