import type { Client, Promises } from '../../client.ts';
import { client as create } from '../../correct/beta.ts';

/** Uses beta, and drops complianceSettings. Revealed by: compliance settings. */
export const client: Client = (given) => {
  const { complianceSettings: _, ...connection } = given.connection;
  return create({ ...given, connection });
};

export const promises: Promises = { version: 'beta' };
