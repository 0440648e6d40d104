import type { Client, Promises } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Aborts a signal that nothing listens to. Revealed by: a hang. */
export const client: Client = async (given) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), 5000);
  const response = await postConnection(given);
  clearTimeout(timer);
  return createdConnection(response);
};

export const promises: Promises = { timeoutMs: 5000 };
