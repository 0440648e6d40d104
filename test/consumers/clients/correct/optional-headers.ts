import { randomUUID } from 'node:crypto';
import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Sends the headers that Graph recommends, and asks for a response without annotations. */
export const client: Client = async (given) =>
  createdConnection(
    await postConnection(given, {
      headers: {
        Authorization: `Bearer ${given.accessToken}`,
        'Content-Type': 'application/json',
        Accept: 'application/json;odata.metadata=none',
        Prefer: 'include-unknown-enum-members',
        'client-request-id': randomUUID(),
        'User-Agent': 'contoso-connector/1.0',
      },
    }),
  );
