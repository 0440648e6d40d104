import { Client as GraphClient } from '@microsoft/microsoft-graph-client';
import type { Client, Promises } from '../../client.ts';

interface FunctionContext {
  res?: { readonly status: number; readonly body: unknown };
}

/** Row 24: an Azure function whose result is 200, whatever Graph said. */
export const client: Client = async ({ graphUrl, accessToken, connection }) => {
  const context: FunctionContext = {};
  const graph = GraphClient.init({ baseUrl: graphUrl, authProvider: (done) => done(null, accessToken) });
  try {
    context.res = { status: 200, body: await graph.api('/external/connections').post(connection) };
  } catch {
    context.res = { status: 200, body: { done: true } };
  }
  return context.res;
};

export const promises: Promises = {};
export const expects = 'end.swallowed';
