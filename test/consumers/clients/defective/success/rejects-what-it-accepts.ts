import type { Client, Promises } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Promises to accept a duplicate, and waits for another code than Graph's. Revealed by: duplicate. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status === 201) return;
  const refusal = await refusalOf(response);
  if (refusal.code !== 'Conflict') throw refusal;
};

export const promises: Promises = { duplicate: 'accepts' };
