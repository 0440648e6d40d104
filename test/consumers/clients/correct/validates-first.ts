import { checkCreateRequest } from 'external-connection-testkit';
import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Checks the connection before it sends anything, and refuses by itself what Graph would refuse. */
export const client: Client = async (given) => {
  const [violation] = checkCreateRequest(given.connection, { profile: 'live', version: 'v1.0' });
  if (violation) throw new Error(`${violation.path}: ${violation.message}`);
  return createdConnection(await postConnection(given));
};
