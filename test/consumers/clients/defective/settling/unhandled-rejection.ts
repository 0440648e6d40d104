import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Starts a second chain for its log, whose rejection is not handled. Revealed by: refused request. */
export const client: Client = (given) => {
  const created = postConnection(given).then(createdConnection);
  void created.then(() => console.info('created', given.connection.id));
  return created;
};
