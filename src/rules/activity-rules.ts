import { limits } from './limits.ts';
import { jsonRules, typeAnnotation, undeclared, wrongMember, wrongType } from './model-rules.ts';
import { lacking, ruleTable } from './rule.ts';
import { documented, metadata, observed, sources } from './sources.ts';
import { externalActivityTypes, identityTypes } from './vocabulary.ts';

const activity = {
  '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
  type: 'created',
  startDateTime: '2021-04-06T18:04:31.033Z',
  performedBy: { type: 'user', id: '1f0c997e-99f7-43f1-8cca-086f8d42be8d' },
};
const list = (count: number) => Array.from({ length: count }, () => activity);

/** What the activities of an item must be, in addActivities and in the body of an item alike. */
export const activityRules = ruleTable(() => ({
  'activities.object': {
    ...jsonRules()['body.object'],
    operations: ['addActivities'],
    fix: 'Send an object with an array of activities.',
    accepts: [{ activities: [] }],
    rejects: [[], 'created', 42, null],
  },
  'activities.array': {
    ...wrongType,
    paths: ['/activities'],
    message: 'The activities must be an array of objects.',
    fix: 'Send an array, even for a single activity.',
    accepts: [[activity], []],
    rejects: [{}, 'created', null, [7], [null]],
  },
  'activities.count': {
    ...documented(sources.limitsPage),
    paths: ['/activities'],
    message: `A request must have at most ${limits.activities.maximum} activities.`,
    fix: 'Send the activities in several requests.',
    accepts: [list(20)],
    rejects: [list(21)],
  },
  'activity.typeName': {
    ...typeAnnotation('externalActivity', ['/activities/*'], false),
    ...observed(sources.activityTypeReport),
    message: 'An activity must name its type, #microsoft.graph.externalConnectors.externalActivity.',
    fix: 'Add "@odata.type": "#microsoft.graph.externalConnectors.externalActivity"; no SDK adds it by itself.',
    rejects: [undefined, null, '#microsoft.graph.externalActivity', 7],
    error: 'deserialization',
  },
  'activity.required': {
    ...metadata,
    paths: ['/activities/*'],
    message: 'An activity must have a type and a startDateTime.',
    fix: 'Add what is missing.',
    accepts: [activity, { ...activity, performedBy: null }],
    rejects: [
      { ...activity, type: undefined },
      { ...activity, type: null },
      { ...activity, startDateTime: undefined },
    ],
  },
  'activity.type': {
    ...wrongMember,
    paths: ['/activities/*/type'],
    message: 'The type of an activity must be a member of the enum externalActivityType.',
    fix: `Send one of ${externalActivityTypes.join(', ')}.`,
    accepts: ['viewed', 'modified', 'created', 'commented', 'Created'],
    rejects: ['read', '', 1],
  },
  'activity.startDateTime': {
    ...documented(sources.addActivitiesPage),
    paths: ['/activities/*/startDateTime'],
    message: 'The startDateTime of an activity must be a date of ISO 8601 with a time zone.',
    fix: 'Send a date such as "2021-04-06T18:04:31.033Z".',
    accepts: ['2021-04-06T18:04:31.033Z', '0001-01-01T00:00:00+00:00'],
    rejects: ['2021-04-06', '', 7],
  },
  'activity.performedBy': {
    ...wrongType,
    paths: ['/activities/*/performedBy'],
    message: `performedBy must be an object with an id and a type, one of ${identityTypes.join(', ')}.`,
    fix: 'Send an object such as { "type": "user", "id": "…" }.',
    accepts: [activity.performedBy, null, undefined],
    rejects: ['adele@contoso.com', ...lacking({ type: 'user', id: '1' }, 'id', 'type'), { type: 'person', id: '1' }],
  },
  'performer.typeName': typeAnnotation('identity', ['/activities/*/performedBy']),
  'activity.known': { ...undeclared, paths: ['/activities/*/OdataType', '/activities/*/performedBy/name'] },
}));
