import { createBuilders } from '../../src/builders/index.ts';
import type { ApiVersion } from '../../src/index.ts';
import type { JudgedOperation } from './judges.ts';

const property = { name: 'ticketTitle', type: 'string', aliases: ['heading'], labels: ['title'] };
const baseType = 'microsoft.graph.externalItem';

/** Bodies that every judge accepts, in which every place of a rule exists. */
export const validBodies: Readonly<Record<JudgedOperation, Readonly<Record<ApiVersion, unknown>>>> = {
  createConnection: {
    beta: createBuilders({ version: 'beta' }).createRequest(),
    'v1.0': createBuilders({ version: 'v1.0' }).createRequest(),
  },
  updateSchema: {
    beta: { baseType, properties: [{ ...property, rankingHint: { importanceScore: 'high' } }] },
    'v1.0': { baseType, properties: [property] },
  },
};
