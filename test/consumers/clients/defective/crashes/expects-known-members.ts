import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

const known = [
  'id',
  'name',
  'description',
  'state',
  'configuration',
  'activitySettings',
  'searchSettings',
  'complianceSettings',
  'connectorId',
  'contentCategory',
  'enabledContentExperiences',
  'ingestedItemsCount',
];

/** Refuses a response with a member that it does not know. Revealed by: extra members. */
export const client: Client = async (given) => {
  const created = (await create(given)) as object;
  const strangers = Object.keys(created).filter((name) => !name.startsWith('@') && !known.includes(name));
  if (strangers.length > 0) throw new Error(`Unrecognized keys: ${strangers.join(', ')}`);
  return created;
};
