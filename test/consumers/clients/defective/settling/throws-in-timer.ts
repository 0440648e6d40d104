import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Throws its timeout in the callback of the timer, where nothing catches it. Revealed by: a hang. */
export const client: Client = async (given) => {
  const timer = setTimeout(() => {
    throw new Error('No response for 5 s.');
  }, 5000);
  try {
    return await createdConnection(await postConnection(given));
  } finally {
    clearTimeout(timer);
  }
};

export const promises: Promises = { timeoutMs: 5000 };
