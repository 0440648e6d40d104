import type { Client, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Logs each second that it is still waiting, and gives up after 10 of them. */
export const client: Client = async (given) => {
  const controller = new AbortController();
  let seconds = 0;
  const ticking = setInterval(() => {
    seconds += 1;
    console.info(`waiting for Graph: ${seconds} s`);
    if (seconds === 10) controller.abort(new Error('Gave up after 10 s.'));
  }, 1000);
  try {
    return await createdConnection(await postConnection(given, { signal: controller.signal }));
  } finally {
    clearInterval(ticking);
  }
};

export const promises: Promises = { timeoutMs: 10_000 };
