import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Gives up after 30 s by an AbortController, and clears its timer. */
export const client: Client = async (given) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('Graph has not answered for 30 s.')), 30_000);
  try {
    return await createdConnection(await postConnection(given, { signal: controller.signal }));
  } finally {
    clearTimeout(timer);
  }
};

export const promises: Promises = { timeoutMs: 30_000 };
