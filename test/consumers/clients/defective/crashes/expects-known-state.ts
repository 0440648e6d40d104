import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

const states = ['draft', 'ready', 'obsolete', 'limitExceeded'];

/** Throws on a state that it does not know. Revealed by: an unknown enum member. */
export const client: Client = async (given) => {
  const created = await create(given);
  const { state } = created as { state: string };
  if (!states.includes(state)) throw new RangeError(`The state ${state} is unknown.`);
  return created;
};
