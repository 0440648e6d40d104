import type { Client } from '../../client.ts';

/** A dry run that was left on: returns the connection and sends nothing. Revealed by: plain create. */
export const client: Client = async ({ connection }) => ({ ...connection, state: 'draft' });
