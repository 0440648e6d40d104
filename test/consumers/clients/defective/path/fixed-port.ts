import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Appends a port that nothing listens on. Revealed by: plain create. */
export const client: Client = (given) => create({ ...given, graphUrl: `${new URL(given.graphUrl).origin}:8443` });
