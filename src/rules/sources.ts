/** Where a fact comes from, as it is cited in rules, answers and messages. */
export const sources = {
  createPage:
    'Create externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-external-post-connections)',
  connectionPage:
    'externalConnection resource page (https://learn.microsoft.com/graph/api/resources/externalconnectors-externalconnection)',
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
  unknownTypeReport: 'microsoftgraph/microsoft-graph-docs, issue 11984 (2021-03, on groups)',
  unreadableReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 6337 (another endpoint)',
  emptyBodyReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 7083 (2019, another endpoint)',
  notJsonReport: 'microsoftgraph/msgraph-sample-pythondjangoapp, issue 22 (2019)',
  tokenReports: 'error bodies captured in public test fixtures (2024)',
  garbageTokenReport: 'microsoftgraph/msgraph-training-dotnet, issue 31',
  audienceReport: 'microsoftgraph/console-java-connect-sample, issue 1 (2018)',
  duplicateReport: 'a public PowerShell client that matches this code and message (2026)',
  permissionReport: 'OfficeDev/TeamsFx-Samples expects 401, a public PowerShell client of 2026 expects 403',
  notFoundReport: 'four public clients rely on the status; code and message are words of the error responses page',
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
  odataUrls:
    'OData 4.01 URL conventions (https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html)',
  secondSchemaReport: 'a public client quotes the sentence; the status is not stated',
  serverErrorReport: 'microsoftgraph/microsoft-graph-explorer-v4, issue 3883 (2025-06, on items)',
  badGatewayReport: 'microsoftgraph/microsoft-graph-docs-contrib, issue 4209 (2020-11, another endpoint)',
  gatewayTimeoutReport: 'microsoftgraph/microsoft-graph-docs, issue 5288 (2019-07, another endpoint)',
  invented: 'no source: the choice of this kit',
} as const;
