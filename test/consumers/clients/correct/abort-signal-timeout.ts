import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Gives up after 5 s by AbortSignal.timeout. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { signal: AbortSignal.timeout(5000) }));

export const promises: Promises = { timeoutMs: 5000 };
