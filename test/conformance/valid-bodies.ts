import { createBuilders, everyTypeSchema } from '../../src/builders/index.ts';
import type { ApiVersion } from '../../src/index.ts';
import type { CheckedOperation } from './checkers.ts';

const property = { name: 'ticketTitle', type: 'string', aliases: ['heading'], isRetrievable: true, labels: [] };
const baseType = 'microsoft.graph.externalItem';

const build = createBuilders();
const activities = [build.activity()];
const item = {
  ...build.item(everyTypeSchema, { id: 'TSP228082938' }),
  informationProtectionLabel: { sensitivityLabelId: '1f0c997e-99f7-43f1-8cca-086f8d42be8d' },
  activities,
};

const inBoth = (body: unknown) => ({ beta: body, 'v1.0': body });

/** Bodies that every checker accepts, in which every place of a rule exists. */
export const validBodies: Readonly<Record<CheckedOperation, Readonly<Record<ApiVersion, unknown>>>> = {
  createConnection: {
    beta: createBuilders({ version: 'beta' }).createRequest(),
    'v1.0': createBuilders({ version: 'v1.0' }).createRequest(),
  },
  updateSchema: {
    beta: { baseType, properties: [{ ...property, rankingHint: { importanceScore: 'high' } }] },
    'v1.0': { baseType, properties: [property] },
  },
  putItem: inBoth(item),
  addActivities: inBoth({ activities }),
  createGroup: inBoth(build.group()),
  addMember: inBoth(build.member()),
};
