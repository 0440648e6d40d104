import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Writes JSON by hand, and escapes no quotes. Revealed by: a name or description with a quote or a line break. */
export const client: Client = async (given) => {
  const { id, name, description, ...settings } = given.connection;
  const others = JSON.stringify(settings).slice(1);
  const body = `{"id":"${id}","name":"${name}"${description === undefined ? '' : `,"description":"${description}"`}${
    others === '}' ? '}' : `,${others}`
  }`;
  return createdConnection(await postConnection(given, { body }));
};
