import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Passes its JSON through a shell, which eats one backslash of two. Revealed by: activity settings with a pattern. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify(given.connection).replaceAll('\\\\', '') }));
