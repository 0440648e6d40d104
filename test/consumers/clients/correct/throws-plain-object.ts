import type { Client } from '../client.ts';
import { refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

/** Rejects with a plain object, as the Graph SDKs made by kiota do. */
export const client: Client = async (given) => {
  const response = await postConnection(given);
  if (response.status === 201) return;
  const { status, code, message } = await refusalOf(response);
  throw { errorEscaped: { code, message }, responseStatusCode: status };
};
