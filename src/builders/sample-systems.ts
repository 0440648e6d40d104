import type { ContentCategory, Label, PropertyType } from '../rules/index.ts';

/** A kind of system that connectors bring into Microsoft 365, in the words of its users. */
export interface SampleSystem {
  /** Ends the id of the connection and begins its host name. */
  readonly word: string;
  readonly title: string;
  /** What its items are called. */
  readonly items: string;
  readonly category: ContentCategory;
  /** Finds an item by its URL; the groups make the item's id. */
  readonly urlPattern: string;
  /** The id of its display template. */
  readonly template: string;
  /** A property of its items that a property rule looks at, with values that it may have. */
  readonly property: string;
  readonly values: readonly [string, string];
  /** The properties that its items have beyond title, url, icon and last change. */
  readonly properties: readonly [SampleProperty, ...SampleProperty[]];
}

/** A property of the items of a system. */
export interface SampleProperty {
  readonly name: string;
  readonly type: PropertyType;
  /** What people do with it: find items by its words, filter by it, ask for it, ask for its exact value, or look at it. */
  readonly use: 'search' | 'filter' | 'query' | 'exact' | 'show';
  readonly description: string;
  readonly alias?: string;
  readonly label?: Label;
}

/** The systems that builders choose from. */
export const sampleSystems: readonly [SampleSystem, ...SampleSystem[]] = [
  {
    word: 'hr',
    title: 'HR',
    items: 'employee profiles',
    category: 'people',
    urlPattern: '/employees/(?<employeeId>[0-9]+)',
    template: 'employee',
    property: 'department',
    values: ['Finance', 'Research'],
    properties: [
      own('employeeId', 'exact', { description: 'Number of the employee in payroll', alias: 'personnelNumber' }),
      own('department', 'filter', { description: 'Department that the employee works in', alias: 'team' }),
      own('jobTitle', 'search', { description: 'What the employee does, as it stands on the card', alias: 'role' }),
    ],
  },
  {
    word: 'servicedesk',
    title: 'Service Desk',
    items: 'tickets',
    category: 'taskManagement',
    urlPattern: '/tickets/(?<ticketId>INC[0-9]{7})',
    template: 'ticket',
    property: 'priority',
    values: ['High', 'Critical'],
    properties: [
      own('ticketId', 'exact', { description: 'Number of the ticket, as customers quote it', alias: 'ticketNumber' }),
      own('priority', 'filter', { description: 'How urgent the ticket is', alias: 'urgency', label: 'priority' }),
      own('dueDate', 'query', { type: 'dateTime', description: 'When the ticket must be solved', label: 'dueDate' }),
    ],
  },
  {
    word: 'wiki',
    title: 'Engineering Wiki',
    items: 'pages',
    category: 'wikis',
    urlPattern: '/wiki/(?<space>[A-Z]+)/(?<slug>[a-z0-9-]+)',
    template: 'wikiPage',
    property: 'title',
    values: ['Runbook', 'Decision'],
    properties: [
      own('space', 'filter', { description: 'Space that the page is in', alias: 'area', label: 'containerName' }),
      own('authors', 'search', { type: 'stringCollection', description: 'Who has edited the page', label: 'authors' }),
      own('tags', 'filter', { type: 'stringCollection', description: 'Tags that readers gave it', label: 'tags' }),
    ],
  },
  {
    word: 'crm',
    title: 'CRM',
    items: 'accounts and opportunities',
    category: 'crm',
    urlPattern: '/accounts/(?<accountId>[A-Za-z0-9]{18})',
    template: 'account',
    property: 'industry',
    values: ['Retail', 'Energy'],
    properties: [
      own('industry', 'filter', { description: 'Industry that the account is in', alias: 'sector' }),
      own('accountOwner', 'search', { description: 'Who looks after the account', alias: 'salesRep' }),
      own('annualRevenue', 'query', { type: 'double', description: 'Revenue last year, in euros', alias: 'turnover' }),
    ],
  },
  {
    word: 'policies',
    title: 'Company Policies',
    items: 'policies',
    category: 'knowledgeBase',
    urlPattern: '/policies/(?<slug>[a-z0-9-]+)',
    template: 'policy',
    property: 'owner',
    values: ['Legal', 'Security'],
    properties: [
      own('policyNumber', 'exact', { description: 'Number of the policy in the manual' }),
      own('owner', 'search', { description: 'Team that is responsible for the policy', alias: 'responsible' }),
      own('effectiveDate', 'query', { type: 'dateTime', description: 'When it comes into force', alias: 'validFrom' }),
    ],
  },
  {
    word: 'foodcatalog',
    title: 'Food Catalog',
    items: 'products',
    category: 'uncategorized',
    urlPattern: '/products/(?<barcode>[0-9]{13})',
    template: 'product',
    property: 'brand',
    values: ['Organic', 'Seasonal'],
    properties: [
      own('brand', 'filter', { description: 'Brand that the product is sold under', alias: 'make' }),
      own('ingredients', 'search', { type: 'stringCollection', description: 'What it is made of', alias: 'contents' }),
      own('calories', 'query', { type: 'int64', description: 'Kilocalories in 100 grams', alias: 'energy' }),
    ],
  },
  {
    word: 'issues',
    title: 'Issue Tracker',
    items: 'issues and pull requests',
    category: 'taskManagement',
    urlPattern: '/(?<owner>[a-z0-9-]+)/(?<repo>[a-z0-9-]+)/issues/(?<number>[0-9]+)',
    template: 'issue',
    property: 'labels',
    values: ['bug', 'security'],
    properties: [
      own('labels', 'filter', { type: 'stringCollection', description: 'Labels of the issue', label: 'tags' }),
      own('state', 'filter', { description: 'Whether the issue is open or closed', alias: 'status', label: 'state' }),
      own('number', 'query', { type: 'int64', description: 'Number of the issue in its repository' }),
    ],
  },
  {
    word: 'courses',
    title: 'Course Catalog',
    items: 'courses',
    category: 'learningManagement',
    urlPattern: '/learn/(?<courseId>[0-9a-f]{8})',
    template: 'course',
    property: 'level',
    values: ['Beginner', 'Advanced'],
    properties: [
      own('level', 'filter', { description: 'How much a participant must know already', alias: 'difficulty' }),
      own('instructors', 'search', { type: 'stringCollection', description: 'Who gives it', alias: 'teachers' }),
      own('isMandatory', 'query', { type: 'boolean', description: 'Whether it must be taken', alias: 'compulsory' }),
    ],
  },
];

/** A property that only these items have; by default a string. */
function own(
  name: string,
  use: SampleProperty['use'],
  about: Omit<SampleProperty, 'name' | 'use' | 'type'> & Partial<Pick<SampleProperty, 'type'>>,
): SampleProperty {
  return { name, use, type: 'string', ...about };
}
