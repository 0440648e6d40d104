import { type ClientRequest, request } from 'node:http';
import type { Recording } from './recordings.ts';

/** What a recorded request got. */
export interface Replayed {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Another host than Graph's, where the parts of a batch name it. */
function hostOf({ body }: Recording): string {
  return body?.includes('"http://localhost/') ? 'localhost' : 'graph.microsoft.com';
}

/** Headers of the connection, which a Request of Fetch does not have. */
const ofConnection = ['host', 'connection', 'keep-alive'];

/** The recorded request for `fetch`. */
export function requestOf(recording: Recording): Request {
  const { method, path, headers, body } = recording;
  const kept = headers.filter(([name]) => !ofConnection.includes(name.toLowerCase()));
  const host = hostOf(recording);
  return new Request(`${host === 'localhost' ? 'http' : 'https'}://${host}${path}`, {
    method,
    headers: kept.map(([name, value]): [string, string] => [name, value]),
    ...(body && method !== 'GET' && { body }),
  });
}

/** Sends the recorded request over HTTP as it was sent: the headers in their order and case, the path as it stands. */
export function send(serverUrl: string, recording: Recording): Promise<Replayed> {
  const { method, path, headers, body } = recording;
  const { hostname, port } = new URL(serverUrl);
  const sent = headers.map(([name, value]) => (/^host$/i.test(name) ? [name, hostOf(recording)] : [name, value]));
  return new Promise((resolve, reject) => {
    const outgoing: ClientRequest = request(
      {
        hostname,
        port,
        method,
        path,
        setHost: false,
        agent: false,
        headers: [...sent, ['Content-Length', String(body?.length ?? 0)]].flat(),
      },
      async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const received = new Headers();
        for (const [name, values = []] of Object.entries(response.headersDistinct))
          received.set(name, values.join(', '));
        resolve({ status: response.statusCode ?? 0, headers: received, text: Buffer.concat(chunks).toString() });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
