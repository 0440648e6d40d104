import type { Client } from '../client.ts';
import { type GraphRefusal, refusalOf } from '../graph-refusal.ts';
import { postConnection } from '../post-connection.ts';

type Result = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly error: GraphRefusal | Error };

/** Never rejects: its result says whether it went well, and if not, why. */
export const client: Client = async (given): Promise<Result> => {
  const response = await postConnection(given).catch((cause: Error) => cause);
  if (response instanceof Error) return { ok: false, error: response };
  return response.ok ? { ok: true, id: given.connection.id } : { ok: false, error: await refusalOf(response) };
};
