// biome-ignore lint/style/noDefaultExport: the generator reads it.
export default {
  graph: {
    input: 'node_modules/external-connection-testkit/fixtures/openapi.json',
    output: {
      client: 'fetch',
      target: 'generated/orval/graph.ts',
      override: { mutator: { path: 'send-to-server.ts', name: 'sendToServer' } },
    },
  },
};
