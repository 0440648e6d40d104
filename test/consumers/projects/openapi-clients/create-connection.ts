import createFetchClient from 'openapi-fetch';
import { createClient } from './generated/hey-api/client/index.js';
import { createConnectionV1 as createWithHeyApi } from './generated/hey-api/sdk.gen.js';
import type { paths } from './generated/openapi-fetch.js';
import { createConnectionV1 as createWithOrval } from './generated/orval/graph.js';
import { server } from './send-to-server.js';

/** What a connection is created with. */
export interface Connection {
  id: string;
  name: string;
}

const headers = { Authorization: 'Bearer any-access-token' };

/** Each client creates a connection: the id that it reads, or code and message of the refusal, typed without a cast. */
export const clients: Record<string, (url: string, connection: Connection) => Promise<string>> = {
  'openapi-fetch': async (baseUrl, body) => {
    const client = createFetchClient<paths>({ baseUrl, headers });
    const { data, error } = await client.POST('/v1.0/external/connections', { body });
    return error ? refusal(error.error.code, error.error.message) : data.id;
  },
  'hey-api': async (baseUrl, body) => {
    const { data, error } = await createWithHeyApi({ client: createClient({ baseUrl, headers }), body });
    if (data) return data.id;
    return error ? refusal(error.error.code, error.error.message) : 'nothing';
  },
  orval: async (url, body) => {
    server.url = url;
    const { data, status } = await createWithOrval(body);
    return status === 201 ? data.id : refusal(data.error.code, data.error.message);
  },
};

function refusal(code: string, message: string): string {
  return `${code}: ${message}`;
}
