import type * as z from 'zod';
import {
  accessTypes,
  aclTypes,
  asRecord,
  externalActivityTypes,
  externalItemContentTypes,
  identitySourceTypes,
  identityTypes,
  limits,
  type Profile,
} from '../rules/index.ts';
import {
  define,
  enforces,
  enforcesLength,
  enumOf,
  type Library,
  lazyShape,
  namedType,
  objectOf,
  typeName,
  typeNamePattern,
  withLength,
} from './enforces.ts';
import { brokenPropertyRules } from './item-values.ts';
import type { ConnectionSchema } from './schema-request.ts';

const identity = define((z) =>
  objectOf(z, 'performer', enforces({ type: 'activity.performedBy', unknown: 'activity.known' }), {
    id: z.string(enforces('activity.performedBy')),
    type: enumOf(z, identityTypes, 'activity.performedBy'),
  }),
);

const activity = define((z) =>
  z.strictObject(
    {
      '@odata.type': namedType(z, 'externalActivity', 'activity.typeName'),
      id: z.string(enforces('item.string')).optional(),
      type: enumOf(z, externalActivityTypes, { type: 'activity.type', missing: 'activity.required' }),
      startDateTime: z
        .string(enforces({ type: 'activity.startDateTime', missing: 'activity.required' }))
        .regex(limits.dateTimeOffset, enforces('activity.startDateTime')),
      performedBy: identity(z).nullish(),
    },
    enforces({ type: 'activities.array', unknown: 'activity.known' }),
  ),
);

/** One thing that a user did with an item. */
export interface ExternalActivity extends z.infer<ReturnType<typeof activity>> {}

/** The activities of a request. */
export const activities = define((z) =>
  z.array(activity(z), enforces('activities.array')).max(limits.activities.maximum, enforcesLength('activities.count')),
);

/** The body of `POST …/items/{id}/addActivities`. */
export const activitiesRequestSchema = define((z) =>
  z.strictObject({ activities: activities(z) }, enforces({ type: 'activities.object', unknown: 'activity.known' })),
);

const text = define((z) => z.string(enforces('item.string')));

const aclEntry = define((z) =>
  objectOf(z, 'acl', enforces({ type: 'acl.object', unknown: 'item.known' }), {
    type: enumOf(z, aclTypes, { type: 'item.enum', missing: 'acl.entry', member: 'acl.type' }),
    value: z.string(enforces({ type: 'item.string', missing: 'acl.entry' })).min(1, enforcesLength('acl.value')),
    accessType: enumOf(z, accessTypes, { type: 'item.enum', missing: 'acl.entry', member: 'acl.accessType' }),
    identitySource: enumOf(z, identitySourceTypes, { type: 'item.enum', member: 'acl.identitySource' }).nullish(),
  }).refine((entry) => !isOfDirectory(entry) || limits.guid.test(entry.value), enforces('acl.guid')),
);

/** Of Microsoft Entra: a group of the `identitySource` external is one of the connection, as the acl page of beta says. */
export function isOfDirectory({ type, identitySource }: { type: string; identitySource?: unknown }): boolean {
  return type === 'user' || (type === 'group' && !/^external$/i.test(String(identitySource)));
}

const content = define((z) =>
  objectOf(z, 'externalItemContent', enforces({ type: 'item.objectValue', unknown: 'item.known' }), {
    value: text(z).nullish(),
    type: enumOf(z, externalItemContentTypes, {
      type: 'item.enum',
      missing: 'content.required',
      member: 'content.type',
    }),
  }),
);

const informationProtectionLabel = define((z) =>
  objectOf(z, 'externalItemInformationProtectionLabel', enforces({ type: 'item.objectValue', unknown: 'item.known' }), {
    sensitivityLabelId: text(z).nullish(),
  }),
);

const itemId = {
  live: define((z) => idOf(z, limits.urlSafe, 'itemId.characters')),
  documented: define((z) => idOf(z, limits.alphanumeric, 'itemId.alphanumeric')),
};

function idOf(z: Library, pattern: RegExp, rule: 'itemId.characters' | 'itemId.alphanumeric') {
  return withLength(text(z).regex(pattern, enforces(rule)), limits.itemId, 'itemId.length').optional();
}

/**
 * The properties of an item. Not an object of zod, which writes the properties in an order of its own and drops
 * `__proto__`: what comes out is what was sent.
 */
const itemProperties = define(
  (z) =>
    z
      .unknown()
      .refine((value) => asRecord(value) !== undefined, {
        ...enforces({
          type: 'itemProperties.object',
          missing: 'itemProperties.required',
        }),
        abort: true,
      })
      .refine(hasOwnType, { ...enforces('itemProperties.typeName'), path: ['@odata.type'] })
      .refine(
        // Annotations are no properties.
        (value) => Object.keys(asRecord(value) ?? {}).some((name) => !name.includes('@')),
        enforces('itemProperties.count'),
      )
      // The first refinement lets nothing but objects pass.
      .meta({
        type: 'object',
        minProperties: 1,
        not: { patternProperties: { '@': {} }, additionalProperties: false },
        additionalProperties: {},
      }) as unknown as z.ZodType<Readonly<Record<string, unknown>>>,
);

function hasOwnType(value: unknown): boolean {
  const { '@odata.type': type } = asRecord(value) ?? {};
  return type === undefined || (typeof type === 'string' && typeNamePattern('properties').test(type));
}

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const externalItemSchema = define((z) =>
  z.strictObject(
    lazyShape(() => ({
      '@odata.type': typeName(z, 'externalItem'),
      id: itemId.live(z),
      acl: z
        .array(aclEntry(z), enforces({ type: 'item.array', missing: 'acl.required' }))
        .min(1, enforcesLength('acl.count')),
      properties: itemProperties(z),
      content: content(z).nullish(),
      informationProtectionLabel: informationProtectionLabel(z).nullish(),
      activities: activities(z).optional(),
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

type ItemSchema = z.ZodType<ExternalItemRequest>;

/** Made once for each schema: an emulator asks for each of its requests. */
const made = define(() => new WeakMap<object, Map<string, ItemSchema>>());

const withoutSchema = {};

/** The schema of an item for a context. */
export function itemSchemaFor(z: Library, context: ItemContext): ItemSchema {
  const { profile, schema = withoutSchema, isUpdate = false } = context;
  const ofSchema = made(z).get(schema) ?? new Map<string, ItemSchema>();
  made(z).set(schema, ofSchema);
  const key = `${profile} ${isUpdate}`;
  const found = ofSchema.get(key) ?? schemaFrom(z, context);
  ofSchema.set(key, found);
  return found;
}

function schemaFrom(z: Library, { profile, schema, isUpdate }: ItemContext): ItemSchema {
  const { acl, properties } = externalItemSchema(z).shape;
  const known = schema ? z.checked(properties, (sent) => brokenPropertyRules(sent, schema, profile)) : properties;
  return externalItemSchema(z).extend({
    id: itemId[profile](z),
    acl: isUpdate ? acl.optional() : acl,
    properties: isUpdate ? known.optional() : known,
  });
}
