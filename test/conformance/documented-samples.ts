/** A message that a public source shows, and where. Typed anew; what is a placeholder there has a value here. */
export interface DocumentedSample {
  readonly title: string;
  readonly origin: string;
  /** What it is: what a client sends, or how Graph responds. */
  readonly is: 'create' | 'part of a create' | 'update' | 'connection' | 'operation' | 'quota';
  readonly version: 'beta' | 'v1.0';
  readonly body: object;
}

const createPage = 'microsoft-graph-docs-contrib, page "Create externalConnection"';
const hr = { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' };
const appIds = (id: string) => ({ authorizedAppIds: [id] });

const resolver = {
  '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
  priority: 1,
  itemId: '{slug}',
  urlMatchInfo: { baseUrls: ['https://blog.example.com'], urlPattern: '/(?<slug>[^/]+)' },
};

const template = {
  id: 'contosoTickets',
  priority: 1,
  layout: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'TextBlock', text: '${title}' }] },
  rules: [{ property: 'itemTitle', operation: 'contains', valuesJoinedBy: 'or', values: ['contoso', 'smart'] }],
};

/** What Microsoft printed in 2021: a null state, and authorizedApps. */
export const postmanAnswer = {
  '@odata.context': 'https://graph.microsoft.com/beta/$metadata#connections/$entity',
  id: 'contosotasks',
  name: 'Contoso Tasks',
  description: 'Connection to index Contoso task management system',
  state: null,
  configuration: { authorizedApps: ['a47b35b7-6271-4e6d-9e27-2450a8b9c6b6'] },
} as const;

/** What v1.0 really returned in November 2022. */
export const cliCapture = {
  id: 'CLITest',
  name: 'CLI-Test',
  description: 'CLI Test',
  state: 'draft',
  configuration: {
    authorizedApps: ['31359c7f-bd7e-475c-86db-fdb8c937548e'],
    ...appIds('31359c7f-bd7e-475c-86db-fdb8c937548e'),
  },
} as const;

/** Every sample of a create, and of what follows it, that the sources of the kit show. */
export const documentedSamples: readonly DocumentedSample[] = [
  { title: 'the request of the create page', origin: createPage, is: 'create', version: 'v1.0', body: hr },
  {
    title: 'the response of the create page',
    origin: `${createPage}, beta; marked as truncated there`,
    is: 'connection',
    version: 'beta',
    body: { ...hr, state: 'draft', configuration: appIds('d310d35d-72ec-47dd-92f2-fb9c40936555') },
  },
  {
    title: 'the response of the Postman page of 2021',
    origin:
      'microsoft-graph-docs-contrib, concepts/connecting-external-content-connectors-api-postman.md, older version',
    is: 'connection',
    version: 'beta',
    body: postmanAnswer,
  },
  {
    title: 'a connection as v1.0 really returned it in November 2022',
    origin: 'pnp/cli-microsoft365, docs/docs/cmd/external/connection/connection-get.mdx',
    is: 'connection',
    version: 'v1.0',
    body: cliCapture,
  },
  {
    title: 'the response of the get page',
    origin: 'microsoft-graph-docs-contrib, page "Get externalConnection", beta',
    is: 'connection',
    version: 'beta',
    body: {
      ...hr,
      ingestedItemsCount: 700000,
      state: 'ready',
      configuration: appIds('d310d35d-72ec-47dd-92f2-fb9c40936555'),
    },
  },
  {
    title: 'settings with a URL resolver',
    origin: 'pnp/cli-microsoft365, connection-urltoitemresolver-add.ts; samples of PnP',
    is: 'part of a create',
    version: 'v1.0',
    body: { activitySettings: { urlToItemResolvers: [resolver] } },
  },
  {
    title: 'settings with a result template',
    origin: 'microsoft-graph-docs-contrib, page "searchSettings resource type", v1.0',
    is: 'part of a create',
    version: 'v1.0',
    body: { searchSettings: { searchResultTemplates: [template] } },
  },
  {
    title: 'the update of content experiences',
    origin: 'microsoft-graph-docs-contrib, concepts/connecting-external-content-manage-connections.md',
    is: 'update',
    version: 'beta',
    body: { enabledContentExperiences: 'search, compliance' },
  },
  {
    title: 'the create with a ticket of Teams',
    origin: 'microsoft-graph-docs-contrib, concepts/connecting-external-content-deploy-teams.md; food catalog of PnP',
    is: 'create',
    version: 'v1.0',
    body: { ...hr, connectorId: '02653471-a077-4f63-a532-b0a7e2f5e9a5' },
  },
  {
    title: 'an operation that is under way',
    origin: 'microsoft-graph-docs-contrib, Postman page, beta; its name is in no metadata',
    is: 'operation',
    version: 'beta',
    body: {
      '@odata.context':
        "https://graph.microsoft.com/beta/$metadata#external/connections('coursecatalog')/operations/$entity",
      id: 'aa9186d2-893c-4361-ca51-431d88fa45d8',
      name: 'Contoso Tasks',
      status: 'inprogress',
      error: null,
    },
  },
  {
    title: 'an operation that has failed',
    origin: 'microsoft-graph-docs-contrib, page "Get connectionOperation", v1.0',
    is: 'operation',
    version: 'v1.0',
    body: {
      id: '3ed1595a-4bae-43c2-acda-ef973e581323',
      status: 'failed',
      error: { message: 'Server error, something went wrong' },
    },
  },
  {
    title: 'the quota of a connection',
    origin: 'microsoft-graph-docs-contrib, page "Get connectionQuota", beta',
    is: 'quota',
    version: 'beta',
    body: { itemsRemaining: 7000 },
  },
];

/** Where the page "Update schema" says that a registration is followed. */
export const documentedLocation = {
  origin: 'microsoft-graph-docs-contrib, page "Create or update schema", v1.0',
  url: 'https://graph.microsoft.com/v1.0/external/connections/contosohr/operations/616bfeed-666f-4ce0-8cd9-058939010bfc',
} as const;
