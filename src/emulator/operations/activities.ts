import { errorResponses, limits, typeNamespace } from '../../rules/index.ts';
import { type ExternalActivity, judgeActivities } from '../../schemas/index.ts';
import { type Result, refusalOf } from '../result.ts';
import { deepFreeze, type StoredConnection } from '../store.ts';
import { itemOf } from './item-of.ts';
import { type Call, type Tenant, writableContainerOf } from './operation.ts';

/**
 * `POST /external/connections/{id}/items/{id}/addActivities`: 200 with a result for each activity; 207 where one fails,
 * which happens where its performer does not exist.
 */
export function addActivities(call: Call, tenant: Tenant): Result {
  const { violations, request } = judgeActivities(call.body);
  if (!request) throw refusalOf(...violations);
  const stored = writableContainerOf(call, tenant);
  const item = itemOf(call, stored);
  const results = request.activities.map((activity) => ({ activity, error: errorOf(activity, stored) }));
  const added = results.filter(({ error }) => !error).map(({ activity }) => activity);
  stored.items.set(item.id, deepFreeze({ ...item, activities: [...(item.activities ?? []), ...added] }));
  const type = call.how.level === 'none' ? {} : { '@odata.type': `#${typeNamespace}.externalActivityResult` };
  return {
    status: added.length === results.length ? 200 : 207,
    body: {
      value: results.map(({ activity, error }) => ({
        ...type,
        type: activity.type,
        startDateTime: activity.startDateTime,
        error,
      })),
    },
  };
}

/** The error of an activity by a user or a group that is not a GUID, or by an external group that does not exist. */
function errorOf({ performedBy }: ExternalActivity, { groups }: StoredConnection) {
  if (!performedBy) return null;
  const { type, id } = performedBy;
  const isKnown = type === 'externalGroup' ? groups.has(id) : limits.guid.test(id);
  if (isKnown) return null;
  const { code, message } = errorResponses.userIdInvalid;
  return { code, message };
}
