import * as z from 'zod';
import {
  accessTypes,
  aclTypes,
  asRecord,
  externalActivityTypes,
  externalItemContentTypes,
  identitySourceTypes,
  identityTypes,
  limits,
  once,
  type Profile,
  typeNamespace,
} from '../rules/index.ts';
import { enforces, lazyShape, preprocessed, strictObject, toMember, typeName, withLength } from './enforces.ts';
import { propertyIssues } from './item-values.ts';
import { type BodyResult, judgeBody } from './judge-body.ts';
import type { ConnectionSchema } from './schema-request.ts';

const performer = enforces('activity.performedBy');
const required = { absent: 'activity.required', null: 'activity.required' } as const;

const identity = once(() =>
  strictObject(
    {
      '@odata.type': z.string(performer).optional(),
      id: z.string(performer),
      type: preprocessed(toMember(identityTypes), z.enum(identityTypes, performer)),
    },
    enforces({ type: 'activity.performedBy', unknown: 'activity.known' }),
  ),
);

const activity = once(() =>
  strictObject(
    {
      '@odata.type': z
        .string(enforces('activity.typeName'))
        .regex(
          new RegExp(`^#?${typeNamespace.replaceAll('.', '\\.')}\\.externalActivity$`),
          enforces('activity.typeName'),
        ),
      id: z.string(enforces('item.string')).optional(),
      type: preprocessed(
        toMember(externalActivityTypes),
        z.enum(externalActivityTypes, enforces({ type: 'activity.type', ...required })),
      ),
      startDateTime: z
        .string(enforces({ type: 'activity.startDateTime', ...required }))
        .regex(limits.dateTimeOffset, enforces('activity.startDateTime')),
      performedBy: identity().nullable().optional(),
    },
    enforces({ type: 'activities.array', unknown: 'activity.known' }),
  ),
);

/** One thing that a user did with an item. */
export interface ExternalActivity extends z.infer<ReturnType<typeof activity>> {}

/** The activities of a request. */
export const activities = once(() =>
  z.array(activity(), enforces('activities.array')).max(limits.activities.maximum, enforces('activities.count')),
);

/** The body of `POST …/items/{id}/addActivities`. */
export const activitiesRequestSchema = once(() =>
  strictObject({ activities: activities() }, enforces({ type: 'item.object', unknown: 'item.topLevel' })),
);

/** Judges the body of addActivities that JSON.parse has read. */
export function judgeActivities(body: unknown): BodyResult<z.infer<ReturnType<typeof activitiesRequestSchema>>> {
  return judgeBody(body, { schema: activitiesRequestSchema(), depth: 'item.depth' });
}

const text = () => z.string(enforces('item.string'));

const entry = { absent: 'acl.entry', null: 'acl.entry' } as const;

const aclEntry = once(() =>
  strictObject(
    {
      '@odata.type': typeName('acl'),
      type: preprocessed(
        toMember(aclTypes),
        z.enum(aclTypes, enforces({ type: 'item.enum', ...entry, member: 'acl.type' })),
      ),
      value: z.string(enforces({ type: 'item.string', ...entry })).min(1, enforces('acl.value')),
      accessType: preprocessed(
        toMember(accessTypes),
        z.enum(accessTypes, enforces({ type: 'item.enum', ...entry, member: 'acl.accessType' })),
      ),
      identitySource: preprocessed(
        toMember(identitySourceTypes),
        z.enum(identitySourceTypes, enforces({ type: 'item.enum', member: 'acl.identitySource' })).nullable(),
      ).optional(),
    },
    enforces({ type: 'acl.object', null: 'acl.object', unknown: 'item.known' }),
  ).refine(({ type, value }) => !isDirectoryObject(type) || limits.guid.test(value), enforces('acl.guid')),
);

function isDirectoryObject(type: string): boolean {
  return type === 'user' || type === 'group';
}

const content = once(() =>
  strictObject(
    {
      '@odata.type': typeName('externalItemContent'),
      value: text().nullable().optional(),
      type: preprocessed(
        toMember(externalItemContentTypes),
        z.enum(
          externalItemContentTypes,
          enforces({ type: 'item.enum', absent: 'content.required', null: 'content.required', member: 'content.type' }),
        ),
      ),
    },
    enforces({ type: 'item.objectValue', unknown: 'item.known' }),
  ),
);

const informationProtectionLabel = once(() =>
  strictObject(
    { '@odata.type': text().optional(), sensitivityLabelId: text().nullable().optional() },
    enforces({ type: 'item.objectValue', unknown: 'item.known' }),
  ),
);

const itemId = {
  live: once(() => idOf(limits.urlSafe, 'itemId.characters')),
  documented: once(() => idOf(limits.alphanumeric, 'itemId.alphanumeric')),
};

function idOf(pattern: RegExp, rule: 'itemId.characters' | 'itemId.alphanumeric') {
  return withLength(
    z.string(enforces('item.string')).regex(pattern, enforces(rule)),
    limits.itemId,
    'itemId.length',
  ).optional();
}

/**
 * The properties of an item. Not an object of zod, which writes the properties in an order of its own and drops
 * `__proto__`: what comes out is what was sent.
 */
const itemProperties = once(
  () =>
    z
      .unknown()
      .refine((value) => asRecord(value) !== undefined, {
        ...enforces({
          type: 'itemProperties.object',
          absent: 'itemProperties.required',
          null: 'itemProperties.required',
        }),
        abort: true,
      })
      .refine((value) => Object.keys(asRecord(value) ?? {}).length > 0, enforces('itemProperties.count'))
      // The first refinement lets nothing but objects pass.
      .meta({ type: 'object', minProperties: 1, additionalProperties: {} }) as unknown as z.ZodType<
      Readonly<Record<string, unknown>>
    >,
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const externalItemSchema = once(() =>
  strictObject(
    lazyShape(() => ({
      '@odata.type': typeName('externalItem'),
      id: itemId.live(),
      acl: z
        .array(aclEntry(), enforces({ type: 'item.array', absent: 'acl.required', null: 'acl.required' }))
        .min(1, enforces('acl.count')),
      properties: itemProperties(),
      content: content().nullable().optional(),
      informationProtectionLabel: informationProtectionLabel().nullable().optional(),
      activities: activities().optional(),
    })),
    enforces({ type: 'item.object', unknown: 'item.topLevel' }),
  ),
);

/** The body of a request that writes an item. */
export interface ExternalItemRequest {
  readonly id?: string | undefined;
  readonly acl?: readonly z.infer<ReturnType<typeof aclEntry>>[] | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly content?: z.infer<ReturnType<typeof content>> | null | undefined;
  readonly informationProtectionLabel?: z.infer<ReturnType<typeof informationProtectionLabel>> | null | undefined;
  readonly activities?: readonly ExternalActivity[] | undefined;
}

/** An item of a connection: what the search finds. */
export interface ExternalItem extends ExternalItemRequest {
  readonly id: string;
  readonly acl: readonly z.infer<ReturnType<typeof aclEntry>>[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** How the body of an item is judged. */
export interface ItemContext {
  readonly profile: Profile;
  /** The schema of the connection; without it, the properties may be any. */
  readonly schema?: ConnectionSchema | undefined;
  /** Whether the item exists, so that what is not sent stays. Default false. */
  readonly isUpdate?: boolean;
}

/** Made once for each schema: an emulator asks for each of its requests. */
const made = new WeakMap<object, Map<string, z.ZodType<ExternalItemRequest>>>();

/** The zod schema of an item for a context. */
export function itemSchemaFor(context: ItemContext): z.ZodType<ExternalItemRequest> {
  const { profile, schema = externalItemSchema(), isUpdate = false } = context;
  const ofSchema = made.get(schema) ?? new Map<string, z.ZodType<ExternalItemRequest>>();
  made.set(schema, ofSchema);
  const key = `${profile} ${isUpdate}`;
  const found = ofSchema.get(key) ?? schemaFrom(context);
  ofSchema.set(key, found);
  return found;
}

function schemaFrom({ profile, schema, isUpdate }: ItemContext): z.ZodType<ExternalItemRequest> {
  const { acl, properties } = externalItemSchema().shape;
  const known = schema ? properties.superRefine(addIssues) : properties;
  return externalItemSchema().extend({
    id: itemId[profile](),
    acl: isUpdate ? acl.optional() : acl,
    properties: isUpdate ? known.optional() : known,
  });

  function addIssues(sent: object, context: z.RefinementCtx) {
    if (!schema) return;
    for (const { path, message } of propertyIssues(sent, schema, profile)) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  }
}
