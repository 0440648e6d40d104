const docs = 'https://learn.microsoft.com/graph';
const apiPage = (title: string, path: string) => `${title} page (${docs}/api/externalconnectors-${path})`;
const conceptPage = (title: string, path: string) =>
  `${title} concept page (${docs}/connecting-external-content-${path})`;
const resourcePage = (type: string, remark = '') =>
  `${type} resource page${remark} (${docs}/api/resources/externalconnectors-${type.toLowerCase()})`;

/** Where a fact comes from, as it is cited in rules, responses and messages. */
export const sources = {
  createPage: apiPage('Create externalConnection', 'external-post-connections'),
  connectionPage: resourcePage('externalConnection'),
  connectionPageInAnyCase: resourcePage('externalConnection', '; that case does not matter is inferred, question 11'),
  displayTemplatePage: resourcePage('displayTemplate'),
  propertyRulePage: resourcePage('propertyRule'),
  searchSettingsPage: resourcePage('searchSettings'),
  urlMatchInfoPage: resourcePage('urlMatchInfo'),
  manageConnections: conceptPage('Manage connections', 'manage-connections'),
  schemaPage: apiPage('Update schema', 'externalconnection-patch-schema'),
  propertyPage: resourcePage('property'),
  manageSchema: conceptPage('Register and manage schema', 'manage-schema'),
  errorsPage: 'Microsoft Graph error responses (https://learn.microsoft.com/graph/errors)',
  batchPage: 'JSON batching concept page (https://learn.microsoft.com/graph/json-batching)',
  throttlingPage: 'Microsoft Graph throttling guidance (https://learn.microsoft.com/graph/throttling)',
  metadata: 'Graph metadata of 2026-08-03, commit 0564689b (https://github.com/microsoftgraph/msgraph-metadata)',
  bearerTokens: 'RFC 6750, section 2.1 (https://www.rfc-editor.org/rfc/rfc6750#section-2.1)',
  odataLibrary: 'OData .NET library, default reader quota (https://github.com/OData/odata.net)',
  urlToItemResolverCommand:
    'CLI for Microsoft 365, connection urltoitemresolver add (https://github.com/pnp/cli-microsoft365)',
  permissionsReference:
    'Microsoft Graph permissions reference (https://learn.microsoft.com/graph/permissions-reference)',
  hyphenReport: 'microsoftgraph/msgraph-search-connector-sample, issue 15 (2024-01)',
  wrongTypeReport: 'microsoftgraph/msgraph-search-connector-sample, issue 3 (2020-04, on items)',
  unknownTypeReport:
    'microsoftgraph/msgraph-sdk-dotnet, issue 746 (2020-07, on a connection); microsoftgraph/microsoft-graph-docs, issue 11984 (2021-03, on groups)',
  enumReport: 'microsoftgraph/msgraph-search-connector-sample, issue 5 (2020-04, on a schema)',
  refinerReport: 'microsoftgraph/microsoft-graph-docs, issue 17126 (2022-06)',
  labelsReport: 'a public report of the code; its message is not known',
  noContentTypeReports: 'nine public reports (2018 to 2026, other endpoints)',
  foreignConnectionReport: 'JosephSaad/m365-copilot-connectors (2026-08); the body is not known',
  unreadableReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 6337 (another endpoint)',
  emptyBodyReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 7083 (2019, another endpoint)',
  notJsonReport: 'microsoftgraph/msgraph-sample-pythondjangoapp, issue 22 (2019)',
  tokenReports: 'error bodies captured in public test fixtures (2024)',
  garbageTokenReport: 'microsoftgraph/msgraph-training-dotnet, issue 31',
  audienceReport: 'microsoftgraph/console-java-connect-sample, issue 1 (2018)',
  duplicateReport: 'a public PowerShell client that matches this code and message (2026)',
  permissionReport: 'OfficeDev/TeamsFx-Samples expects 401, a public PowerShell client of 2026 expects 403',
  deleteSchemaReport: 'microsoftgraph/msgraph-metadata, issue 438 (2023-10)',
  listPage: apiPage('List externalConnections', 'external-list-connections'),
  getPage: apiPage('Get externalConnection', 'externalconnection-get'),
  deletePage: apiPage('Delete externalConnection', 'externalconnection-delete'),
  getSchemaPage: apiPage('Get schema', 'schema-get'),
  getOperationPage: apiPage('Get connectionOperation', 'connectionoperation-get'),
  getQuotaPage: apiPage('Get connectionQuota', 'connectionquota-get?view=graph-rest-beta'),
  updatePage: apiPage('Update externalConnection', 'externalconnection-update'),
  notFoundCapture: 'CLI for Microsoft 365, connection-doctor.spec.ts (captured 2023-11)',
  postItemReport: 'microsoftgraph/msgraph-sdk-powershell, issue 3375 (2025-08)',
  putItemPage: apiPage('Create externalItem', 'externalconnection-put-items'),
  getItemPage: apiPage('Get externalItem', 'externalitem-get'),
  updateItemPage: apiPage('Update externalItem', 'externalitem-update'),
  deleteItemPage: apiPage('Delete externalItem', 'externalitem-delete'),
  addActivitiesPage: apiPage('externalItem: addActivities', 'externalitem-addactivities'),
  itemPage: resourcePage('externalItem'),
  manageItems: conceptPage('Create, update, and delete items', 'manage-items'),
  limitsPage: 'Connector limits page (https://learn.microsoft.com/graph/connecting-external-content-api-limits)',
  emptyItemReport: 'pnp/cli-microsoft365, issue 6792 (2025-07)',
  salesforceConnector: 'microsoft/Salesforce-Custom-Copilot-Connector at 1f692ac (2026-06)',
  unknownKeyReport: 'nclayp3adaptive/p3-iq-graph-connector, RUNBOOK.md (2026)',
  dateFormatReport: 'a public guide of 2026 lists the errors that its items met',
  publicConnectors: 'twelve public connectors in C# (2023 to 2026)',
  everyoneReport: 'pnp/powershell, issue 3450',
  activityTypeReport: 'a comment by Microsoft in a public TypeScript sample',
  groupsPage: apiPage('Create externalGroup', 'externalconnection-post-groups'),
  getGroupPage: apiPage('Get externalGroup', 'externalgroup-get'),
  updateGroupPage: apiPage('Update externalGroup', 'externalgroup-update'),
  deleteGroupPage: apiPage('Delete externalGroup', 'externalgroup-delete'),
  membersPage: apiPage('Create externalGroupMember', 'externalgroup-post-members'),
  deleteMemberPage: apiPage('Delete externalGroupMember', 'externalgroupmember-delete'),
  manageGroups: conceptPage('External groups', 'external-groups'),
  odataUrls:
    'OData 4.01 URL conventions (https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html)',
  secondSchemaReport: 'a public client quotes the sentence; the status is not stated',
  serverErrorReport: 'microsoftgraph/microsoft-graph-explorer-v4, issue 3883 (2025-06, on items)',
  badGatewayReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 4209 (2020-11, another endpoint)',
  gatewayTimeoutReport: 'microsoftgraph/microsoft-graph-docs, issue 5288 (2019-07, another endpoint)',
  goCompression:
    'microsoft/kiota, issue 4995: the Go SDK compresses every body by default, and falls back on 415; RFC 9110, section 8.4',
  cliSchemaAdd:
    'CLI for Microsoft 365 11.11.0, external connection schema add: sends JSON as application/x-www-form-urlencoded since 2022',
  controlInformation:
    'OData JSON format 4.01, section 4.6 (https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html); the SDKs for Java 5, Kiota TypeScript, Python and Go send it back, requests recorded in 2026-11',
  backingStore: 'Microsoft.Graph 5.92.0 and 6.10.0 for .NET, requests recorded in 2026-11',
  peopleConnectors:
    'Build connectors with people data (https://learn.microsoft.com/microsoft-365-copilot/extensibility/build-connectors-with-people-data)',
  reservedName: 'a public report without the response of Graph',
  ticketSample: 'a sample of Microsoft whose comment says so; elsewhere only the Teams flow sends the header',
  usGovernmentMetadata:
    'Graph metadata of the US government cloud, v1.0-Fairfax at f54f11b (https://github.com/microsoftgraph/msgraph-metadata)',
  charsetReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 2529 (another endpoint)',
  jsonMark: 'RFC 8259, section 8.1: a parser may read over a byte order mark',
  batchUrlReports: 'microsoftgraph/msgraph-sdk-javascript, issue 1178; microsoftgraph/msgraph-sdk-python, issue 1015',
  batchTypeReports: 'public reports of 2024 and 2026 about other endpoints',
  pythonBatch: 'msgraph-core 1.5.2 for Python, requests recorded in 2026-11',
  invented: 'no source: the choice of this kit',
} as const;

/** What a row of a table says of a fact that the source states, shows, or claims without a proof; or lets one infer. */
export const documented = (source: string) => ({ evidence: 'documented', source }) as const;
export const observed = (source: string) => ({ evidence: 'observed', source }) as const;
export const claimed = (source: string) => ({ evidence: 'claimed', source }) as const;
export const inferred = (source: string) => ({ evidence: 'inferred', source }) as const;

/** The same of a fact that the metadata of Graph declares. */
export const metadata = { evidence: 'metadata', source: sources.metadata } as const;
