import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Clears its timer before the response is there, for it does not await in its try. Revealed by: a hang. */
export const client: Client = async (given) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('No response for 5 s.')), 5000);
  try {
    return postConnection(given, { signal: controller.signal }).then(createdConnection);
  } finally {
    clearTimeout(timer);
  }
};

export const promises: Promises = { timeoutMs: 5000 };
