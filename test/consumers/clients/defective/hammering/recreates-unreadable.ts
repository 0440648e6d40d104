import type { Client } from '../../client.ts';
import { refusalOf } from '../../graph-refusal.ts';
import { postConnection } from '../../post-connection.ts';

/** Creates again when it cannot read the 201, and throws the 409 that it gets. Revealed by: malformed body. */
export const client: Client = async (given) => {
  for (let attempt = 1; ; attempt++) {
    const response = await postConnection(given);
    if (!response.ok) throw await refusalOf(response);
    const body = await response.json().catch(() => undefined);
    if (body || attempt === 2) return body;
  }
};
