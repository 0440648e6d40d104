import type { Client, Promises } from '../../client.ts';
import { client as create } from '../../correct/beta.ts';

/** Uses beta, and drops enabledContentExperiences. Revealed by: enabled content experiences. */
export const client: Client = (given) => {
  const { enabledContentExperiences: _, ...connection } = given.connection;
  return create({ ...given, connection });
};

export const promises: Promises = { version: 'beta' };
