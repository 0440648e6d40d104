import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Joins the values of a rule to one string. Revealed by: search settings with rules. */
export const client: Client = async (given) => {
  const body = JSON.stringify(given.connection, (name, value) =>
    name === 'values' && Array.isArray(value) ? [value.join(', ')] : value,
  );
  return createdConnection(await postConnection(given, { body }));
};
