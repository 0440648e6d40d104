import { openQuestions } from './open-questions.ts';

/** The id of a connection. **Source:** externalConnection resource page, property id. */
export const connectionId = {
  minimum: 3,
  maximum: 32,
  forbiddenPrefix: 'Microsoft',
  /** A sixteenth reserved word, MSFT_All_Connectors, already fails for its underscores. */
  reserved: [
    'None',
    'Directory',
    'Exchange',
    'ExchangeArchive',
    'LinkedIn',
    'Mailbox',
    'OneDriveBusiness',
    'SharePoint',
    'Teams',
    'Yammer',
    'Connectors',
    'TaskFabric',
    'PowerBI',
    'Assistant',
    'TopicEngine',
  ],
} as const;

/** The display name, in UTF-16 code units as .NET counts them. **Source:** externalConnection resource page, property name. */
export const connectionName = { maximum: 128 } as const;

/** **Source:** searchSettings resource page, property searchResultTemplates. */
export const searchResultTemplates = { maximum: 2 } as const;

/** **Source:** displayTemplate resource page; questions 17 and 18. */
export const displayTemplate = {
  idMinimum: 1,
  idMaximum: openQuestions.templateIdMaximum.chosen,
  lowestPriority: openQuestions.lowestPriority.chosen,
} as const;

/** **Source:** propertyRule resource page, property values: "one or more". */
export const propertyRuleValues = { minimum: 1 } as const;

/** What `baseType` of a schema must be. **Source:** Update schema page; the v1.0 resource page misspells it. */
export const externalItemType = 'microsoft.graph.externalItem';

/** What `baseType` is by the schema resource page of v1.0, which contradicts the other pages. */
export const externalItemTypeOfPage = 'microsoft.graph.externalConnector.externalItem';

/** How many properties a schema has. **Source:** Update schema page. */
export const schemaProperties = { minimum: 1, maximum: 128 } as const;

/** Lengths in a property of a schema. **Source:** property resource page; a required name is taken not to be empty. */
export const schemaProperty = { nameMinimum: 1, nameMaximum: 32, aliasMaximum: 32, descriptionMaximum: 200 } as const;

/** The types of which a property may be searchable, or matched exactly. **Source:** property resource page. */
export const textTypes: readonly string[] = ['string', 'stringCollection'];

/**
 * The types of which a property must not be refinable. **Source:** microsoft-graph-docs, issue 17126, for boolean; the
 * others are inferred.
 */
export const unrefinableTypes: readonly string[] = ['boolean', 'principal', 'principalCollection'];

/** How many labels a property may have. **Source:** a captured refusal; the concept page on schemas. */
export const propertyLabels = { maximum: 1 } as const;

/** How deep a JSON body may nest. **Source:** default quota of the OData .NET reader; not observed on Graph. */
export const bodyDepth = { maximum: 100 } as const;

/** ASCII letters and digits: ids of connections and of display templates, names and aliases in a schema. */
export const alphanumeric = /^[A-Za-z0-9]+$/;

/** The size of a page of the list of connections. **Source:** none; OData leaves it to the service. */
export const pageSize = { minimum: 1, maximum: 999, default: 100 } as const;

/** How many requests a batch combines. **Source:** JSON batching concept page. */
export const batchParts = { maximum: 20 } as const;

/** How many items a connection may have. **Source:** licensing page of 2024-10; the newer limits page names none. */
export const itemsRemaining = 5_000_000;

/** The versions of Adaptive Cards of an eDiscovery template. **Source:** displayTemplate resource page. */
export const complianceCardVersions: readonly string[] = ['1.0', '1.1', '1.2'];

/**
 * The size of an item, of a schema and of a whole batch, in bytes. **Source:** connector limits page, 4 MB; that it
 * counts the request body is one of its two readings.
 */
export const requestBody = { maximumBytes: 4_000_000 } as const;

/** The id of an item or of an external group. **Source:** externalItem and externalGroup resource pages, property id. */
export const itemId = { minimum: 1, maximum: 128 } as const;

/** How many activities a call may add. **Source:** connector limits page. */
export const activities = { maximum: 20 } as const;

/**
 * ASCII letters, digits, `-` and `_`: ids of groups; ids of items as the live service takes them. **Source:** external
 * groups concept page, "the URL- and filename-safe base64 character set"; the output of the CLI for Microsoft 365.
 */
export const urlSafe = /^[A-Za-z0-9_-]+$/;

/** An object id of Microsoft Entra. */
export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An Edm.DateTimeOffset: ISO 8601 with a time zone. **Source:** manage items concept page; OData 4.01 ABNF. */
export const dateTimeOffset =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
