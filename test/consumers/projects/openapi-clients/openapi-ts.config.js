// biome-ignore lint/style/noDefaultExport: the generator reads it.
export default {
  input: 'node_modules/external-connection-testkit/fixtures/openapi.json',
  output: 'generated/hey-api',
  plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
};
