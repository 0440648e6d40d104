import type { ContentCategory } from '../rules/index.ts';

/** A kind of system that connectors bring into Microsoft 365, in the words of its users. */
export interface SourceSystem {
  /** Ends the id of the connection and begins its host name. */
  readonly word: string;
  readonly title: string;
  /** What its items are called. */
  readonly items: string;
  readonly category: ContentCategory;
  /** Finds an item by its URL; the group is the item's id. */
  readonly urlPattern: string;
  readonly itemId: string;
  /** The id of its display template. */
  readonly template: string;
  /** A property of its items that a property rule looks at, with values that it may have. */
  readonly property: string;
  readonly values: readonly [string, string];
}

/** The systems that builders choose from. */
export const sourceSystems: readonly [SourceSystem, ...SourceSystem[]] = [
  {
    word: 'hr',
    title: 'HR',
    items: 'employee profiles',
    category: 'people',
    urlPattern: '/employees/(?<employeeId>[0-9]+)',
    itemId: '{employeeId}',
    template: 'employee',
    property: 'department',
    values: ['Finance', 'Research'],
  },
  {
    word: 'servicedesk',
    title: 'Service Desk',
    items: 'tickets',
    category: 'taskManagement',
    urlPattern: '/tickets/(?<ticketId>INC[0-9]{7})',
    itemId: '{ticketId}',
    template: 'ticket',
    property: 'priority',
    values: ['High', 'Critical'],
  },
  {
    word: 'wiki',
    title: 'Engineering Wiki',
    items: 'pages',
    category: 'wikis',
    urlPattern: '/wiki/(?<space>[A-Z]+)/(?<slug>[a-z0-9-]+)',
    itemId: '{space}_{slug}',
    template: 'wikiPage',
    property: 'title',
    values: ['Runbook', 'Decision'],
  },
  {
    word: 'crm',
    title: 'CRM',
    items: 'accounts and opportunities',
    category: 'crm',
    urlPattern: '/accounts/(?<accountId>[A-Za-z0-9]{18})',
    itemId: '{accountId}',
    template: 'account',
    property: 'industry',
    values: ['Retail', 'Energy'],
  },
  {
    word: 'policies',
    title: 'Company Policies',
    items: 'policies',
    category: 'knowledgeBase',
    urlPattern: '/policies/(?<slug>[a-z0-9-]+)',
    itemId: '{slug}',
    template: 'policy',
    property: 'owner',
    values: ['Legal', 'Security'],
  },
  {
    word: 'foodcatalog',
    title: 'Food Catalog',
    items: 'products',
    category: 'uncategorized',
    urlPattern: '/products/(?<barcode>[0-9]{13})',
    itemId: '{barcode}',
    template: 'product',
    property: 'brand',
    values: ['Organic', 'Seasonal'],
  },
  {
    word: 'issues',
    title: 'Issue Tracker',
    items: 'issues and pull requests',
    category: 'taskManagement',
    urlPattern: '/(?<owner>[a-z0-9-]+)/(?<repo>[a-z0-9-]+)/issues/(?<number>[0-9]+)',
    itemId: '{owner}_{repo}_{number}',
    template: 'issue',
    property: 'labels',
    values: ['bug', 'security'],
  },
  {
    word: 'courses',
    title: 'Course Catalog',
    items: 'courses',
    category: 'learningManagement',
    urlPattern: '/learn/(?<courseId>[0-9a-f]{8})',
    itemId: '{courseId}',
    template: 'course',
    property: 'level',
    values: ['Beginner', 'Advanced'],
  },
];
