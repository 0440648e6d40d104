import * as z from 'zod';
import { externalActivityTypes, identityTypes, limits, typeNamespace } from '../rules/index.ts';
import { toMember } from './any-case.ts';
import { enforces } from './enforces.ts';
import { judgeBody, type Verdict } from './judge-body.ts';
import { preprocessed } from './preprocessed.ts';

const performer = enforces('activity.performedBy');
const required = { absent: 'activity.required', null: 'activity.required' } as const;

const identity = z.strictObject(
  {
    '@odata.type': z.string().optional(),
    id: z.string(performer),
    type: preprocessed(toMember(identityTypes), z.enum(identityTypes, performer)),
  },
  enforces({ type: 'activity.performedBy', unknown: 'activity.known' }),
);

const activity = z.strictObject(
  {
    '@odata.type': z
      .string(enforces('activity.typeName'))
      .regex(
        new RegExp(`^#?${typeNamespace.replaceAll('.', '\\.')}\\.externalActivity$`),
        enforces('activity.typeName'),
      ),
    id: z.string().optional(),
    type: preprocessed(
      toMember(externalActivityTypes),
      z.enum(externalActivityTypes, enforces({ type: 'activity.type', ...required })),
    ),
    startDateTime: z
      .string(enforces({ type: 'activity.startDateTime', ...required }))
      .regex(limits.dateTimeOffset, enforces('activity.startDateTime')),
    performedBy: identity.nullable().optional(),
  },
  enforces({ type: 'activities.array', unknown: 'activity.known' }),
);

/** One thing that a user did with an item. */
export interface ExternalActivity extends z.infer<typeof activity> {}

/** The activities of a request. */
export const activities = z
  .array(activity, enforces('activities.array'))
  .max(limits.activities.maximum, enforces('activities.count'));

/** The body of `POST …/items/{id}/addActivities`. */
export const activitiesRequestSchema = z.strictObject(
  { activities },
  enforces({ type: 'item.object', unknown: 'item.topLevel' }),
);

/** Judges the body of addActivities that JSON.parse has read. */
export function judgeActivities(body: unknown): Verdict<z.infer<typeof activitiesRequestSchema>> {
  return judgeBody(body, { schema: activitiesRequestSchema, depth: 'item.depth' });
}
