/** Where a fact comes from, as it is cited in rules, responses and messages. */
export const sources = {
  createPage:
    'Create externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-external-post-connections)',
  connectionPage:
    'externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)',
  connectionPageInAnyCase:
    'externalConnection resource page; that case does not matter is inferred, question 11 (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)',
  displayTemplatePage:
    'displayTemplate resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-displaytemplate)',
  propertyRulePage:
    'propertyRule resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-propertyrule)',
  searchSettingsPage:
    'searchSettings resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-searchsettings)',
  urlMatchInfoPage:
    'urlMatchInfo resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-urlmatchinfo)',
  manageConnections:
    'Manage connections concept page (https://learn.microsoft.com/graph/connecting-external-content-manage-connections)',
  schemaPage:
    'Update schema page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-patch-schema)',
  propertyPage: 'property resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-property)',
  manageSchema:
    'Register and manage schema concept page (https://learn.microsoft.com/graph/connecting-external-content-manage-schema)',
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
  operationIdCapture:
    'CLI for Microsoft 365, tests of the schema commands (captured); pnp/powershell, issue 4253, for a client that failed on it',
  unreadableReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 6337 (another endpoint)',
  emptyBodyReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 7083 (2019, another endpoint)',
  notJsonReport: 'microsoftgraph/msgraph-sample-pythondjangoapp, issue 22 (2019)',
  tokenReports: 'error bodies captured in public test fixtures (2024)',
  garbageTokenReport: 'microsoftgraph/msgraph-training-dotnet, issue 31',
  audienceReport: 'microsoftgraph/console-java-connect-sample, issue 1 (2018)',
  duplicateReport: 'a public PowerShell client that matches this code and message (2026)',
  permissionReport: 'OfficeDev/TeamsFx-Samples expects 401, a public PowerShell client of 2026 expects 403',
  deleteSchemaReport: 'microsoftgraph/msgraph-metadata, issue 438 (2023-10)',
  listPage:
    'List externalConnections page (https://learn.microsoft.com/graph/api/externalconnectors-external-list-connections)',
  getPage:
    'Get externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-get)',
  deletePage:
    'Delete externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-delete)',
  getSchemaPage: 'Get schema page (https://learn.microsoft.com/graph/api/externalconnectors-schema-get)',
  getOperationPage:
    'Get connectionOperation page (https://learn.microsoft.com/graph/api/externalconnectors-connectionoperation-get)',
  getQuotaPage:
    'Get connectionQuota page (https://learn.microsoft.com/graph/api/externalconnectors-connectionquota-get?view=graph-rest-beta)',
  updatePage:
    'Update externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-update)',
  notFoundCapture: 'CLI for Microsoft 365, connection-doctor.spec.ts (captured 2023-11)',
  postItemReport: 'microsoftgraph/msgraph-sdk-powershell, issue 3375 (2025-08)',
  putItemPage:
    'Create externalItem page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-put-items)',
  getItemPage: 'Get externalItem page (https://learn.microsoft.com/graph/api/externalconnectors-externalitem-get)',
  updateItemPage:
    'Update externalItem page (https://learn.microsoft.com/graph/api/externalconnectors-externalitem-update)',
  deleteItemPage:
    'Delete externalItem page (https://learn.microsoft.com/graph/api/externalconnectors-externalitem-delete)',
  addActivitiesPage:
    'externalItem: addActivities page (https://learn.microsoft.com/graph/api/externalconnectors-externalitem-addactivities)',
  itemPage:
    'externalItem resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalitem)',
  manageItems:
    'Create, update, and delete items concept page (https://learn.microsoft.com/graph/connecting-external-content-manage-items)',
  limitsPage: 'Connector limits page (https://learn.microsoft.com/graph/connecting-external-content-api-limits)',
  itemCommand: 'CLI for Microsoft 365, external item add, output of 2023-10 (https://github.com/pnp/cli-microsoft365)',
  emptyItemReport: 'pnp/cli-microsoft365, issue 6792 (2025-07)',
  salesforceConnector: 'microsoft/Salesforce-Custom-Copilot-Connector at 1f692ac (2026-06)',
  unknownKeyReport: 'nclayp3adaptive/p3-iq-graph-connector, RUNBOOK.md (2026)',
  dateFormatReport: 'a public guide of 2026 lists the errors that its items met',
  publicConnectors: 'twelve public connectors in C# (2023 to 2026)',
  everyoneReport: 'pnp/powershell, issue 3450',
  activityTypeReport: 'a comment by Microsoft in a public TypeScript sample',
  groupsPage:
    'Create externalGroup page (https://learn.microsoft.com/graph/api/externalconnectors-externalconnection-post-groups)',
  getGroupPage: 'Get externalGroup page (https://learn.microsoft.com/graph/api/externalconnectors-externalgroup-get)',
  updateGroupPage:
    'Update externalGroup page (https://learn.microsoft.com/graph/api/externalconnectors-externalgroup-update)',
  deleteGroupPage:
    'Delete externalGroup page (https://learn.microsoft.com/graph/api/externalconnectors-externalgroup-delete)',
  membersPage:
    'Create externalGroupMember page (https://learn.microsoft.com/graph/api/externalconnectors-externalgroup-post-members)',
  deleteMemberPage:
    'Delete externalGroupMember page (https://learn.microsoft.com/graph/api/externalconnectors-externalgroupmember-delete)',
  manageGroups:
    'External groups concept page (https://learn.microsoft.com/graph/connecting-external-content-external-groups)',
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
