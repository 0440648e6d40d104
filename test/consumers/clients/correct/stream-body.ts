import type { Client } from '../client.ts';
import { createdConnection } from '../created-connection.ts';
import { postConnection } from '../post-connection.ts';

/** Streams its JSON in pieces that cut characters in two. */
export const client: Client = async (given) => {
  const bytes = new TextEncoder().encode(JSON.stringify(given.connection));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
      controller.close();
    },
  });
  const streamed: RequestInit & { duplex: 'half' } = { body, duplex: 'half' };
  return createdConnection(await postConnection(given, streamed));
};
