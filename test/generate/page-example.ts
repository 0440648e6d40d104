/**
 * The example request of the page "Create externalConnection". Where the page prints the placeholders "String"
 * and "Integer", this has a real value: connectorId, description, ingestedItemsCount, name, state.
 */
export const pageExample = {
  '@odata.type': '#microsoft.graph.externalConnectors.externalConnection',
  activitySettings: { '@odata.type': 'microsoft.graph.externalConnectors.activitySettings' },
  complianceSettings: { '@odata.type': 'microsoft.graph.externalConnectors.complianceSettings' },
  configuration: { '@odata.type': 'microsoft.graph.externalConnectors.configuration' },
  connectorId: '02653471-a077-4f63-a532-b0a7e2f5e9a5',
  description: 'Connection to index Contoso HR system',
  ingestedItemsCount: 700000,
  name: 'Contoso HR',
  searchSettings: { '@odata.type': 'microsoft.graph.externalConnectors.searchSettings' },
  state: 'draft',
};
