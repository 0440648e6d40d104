import type { CreateExternalConnection } from 'external-connection-testkit';
import pageExample from 'external-connection-testkit/fixtures/create-request.page-example.json' with { type: 'json' };
import issueCard from './issue-card.json' with { type: 'json' };
import productCard from './product-card.json' with { type: 'json' };

/** The app registration of the connectors: the caller in every access token, and so an owner of what it creates. */
export const connectorAppId = '5b0f6c1e-3c57-4f0b-9a35-8e2f6f1f7d42';

/**
 * The example of the reference page, with values where the page prints "String" and "Integer".
 * Right by the page alone: it has no id, and it sends state and ingestedItemsCount.
 */
export { pageExample };

/** The products of the web shop: links are resolved to items, and results are shown on a card. */
export const foodCatalogue = {
  id: 'hearthcatalogue',
  name: 'Hearth & Rye catalogue',
  description: 'Breads, flours and preserves, with their ingredients, nutrition facts and allergens',
  connectorId: '7c9e4f2a-1d83-4b6e-8a50-2f4d9b7e6c13',
  activitySettings: {
    urlToItemResolvers: [
      {
        '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
        urlMatchInfo: { baseUrls: ['https://shop.hearthandrye.example'], urlPattern: '/products/(?<productId>[^/]+)' },
        itemId: '{productId}',
        priority: 1,
      },
    ],
  },
  searchSettings: {
    searchResultTemplates: [{ id: 'product', priority: 1, layout: productCard }],
  },
} satisfies CreateExternalConnection;

/** The handbook of the company: the three properties that every connector sends. */
export const companyPolicies = {
  id: 'hearthpolicies',
  name: 'Hearth & Rye policies',
  description: 'Hygiene, travel and leave policies of the company',
} satisfies CreateExternalConnection;

/** The issues of the engineers: the whole object of their configuration file, for beta. */
export const githubIssues = {
  id: 'hearthgithub',
  name: 'Hearth & Rye issues',
  description: 'Issues and pull requests of the repositories on GitHub',
  configuration: { authorizedAppIds: [connectorAppId] },
  activitySettings: {
    urlToItemResolvers: [
      {
        '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver',
        urlMatchInfo: {
          baseUrls: ['https://github.com/hearth-and-rye'],
          urlPattern: '/(?<repository>[^/]+)/issues/(?<number>[0-9]+)',
        },
        itemId: '{repository}-{number}',
        priority: 1,
      },
    ],
  },
  searchSettings: {
    searchResultTemplates: [
      {
        id: 'githubIssue',
        priority: 1,
        layout: issueCard,
        rules: [{ property: 'status', operation: 'equals', values: ['open', 'reopened'], valuesJoinedBy: 'or' }],
      },
    ],
  },
  contentCategory: 'taskManagement',
  enabledContentExperiences: 'search, compliance',
} satisfies CreateExternalConnection;
