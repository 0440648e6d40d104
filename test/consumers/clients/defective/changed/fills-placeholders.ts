import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Fills the placeholders of the card by itself, with nothing. Revealed by: search settings with a card. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: JSON.stringify(given.connection).replace(/\$\{\w+\}/g, '') }));
