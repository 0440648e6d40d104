import { Client, GraphError } from '@microsoft/microsoft-graph-client';

/**
 * Drives a connection through its whole life with the Graph client of Microsoft, which sends a token over TLS alone.
 * Prints what it learnt as JSON. Usage: node graph-client.ts <root of the server>
 */
const root = process.argv[2] ?? '';
const graph = Client.init({
  baseUrl: root,
  customHosts: new Set([new URL(root).hostname]),
  authProvider: (done) => done(null, 'any-access-token'),
});
const connections = graph.api('/external/connections');
const one = graph.api('/external/connections/contosohr');
const connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' };
const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [{ name: 'title', type: 'string', isRetrievable: true, labels: ['title'] }],
};

/** What a call learnt: its value, or status and code of its GraphError. */
async function learnt(call: Promise<unknown>): Promise<unknown> {
  try {
    return (await call) ?? 'nothing';
  } catch (error) {
    if (error instanceof GraphError) return { status: error.statusCode, code: error.code, requestId: error.requestId };
    throw error;
  }
}

console.log(
  JSON.stringify({
    created: await learnt(connections.post(connection)),
    duplicate: await learnt(connections.post(connection)),
    listed: await learnt(graph.api('/external/connections').filter("name eq 'Contoso HR'").select('id').get()),
    updated: await learnt(one.patch({ description: 'Everybody who works here' })),
    registered: await learnt(graph.api('/external/connections/contosohr/schema').patch(schema)),
    schema: await learnt(graph.api('/external/connections/contosohr/schema').get()),
    ready: await learnt(one.get()),
    deleted: await learnt(one.delete()),
    gone: await learnt(one.get()),
  }),
);
