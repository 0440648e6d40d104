import type { Client, ClientInput, Promises } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { refusalOf } from '../graph-refusal.ts';
import { lookUpConnection, postConnection } from '../post-connection.ts';
import { sleep, waitAskedBy } from '../waiting.ts';

const passing = [429, 500, 502, 503, 504];

/**
 * In the manner of the Salesforce connector: GET first, POST on 404; each call tries 429 and 5xx up to three times;
 * 401 and 403 fail at once, with the permission that is missing.
 */
export const client: Client = async (given) => {
  const found = await patiently(() => lookUpConnection(given));
  if (found.ok) return found.json();
  if (found.status !== 404) throw await explained(found, given);
  const created = await patiently(() => postConnection(given));
  if (created.status === 409) return { id: given.connection.id };
  if (created.status === 401 || created.status === 403) throw await explained(created, given);
  return createdConnection(created);
};

async function patiently(call: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await call();
    if (!passing.includes(response.status) || attempt === 3) return response;
    await sleep(waitAskedBy(response));
  }
}

async function explained(response: Response, { connection }: ClientInput): Promise<Error> {
  const cause = await refusalOf(response);
  if (cause.status !== 401 && cause.status !== 403) return cause;
  return new Error(`${connection.id} needs the permission ExternalConnection.ReadWrite.OwnedBy.`, { cause });
}

export const promises: Promises = { retries: 'throttling', duplicate: 'accepts' };
