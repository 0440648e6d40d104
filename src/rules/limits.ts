import { openQuestions } from './open-questions.ts';

/** The limits of Graph, each with its source. */
export const limits = {
  /** The id of a connection. **Source:** externalConnection resource page, property id. */
  connectionId: {
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
  },

  /** The display name, in UTF-16 code units as .NET counts them. **Source:** externalConnection resource page, property name. */
  connectionName: { maximum: 128 },

  /** **Source:** searchSettings resource page, property searchResultTemplates. */
  searchResultTemplates: { maximum: 2 },

  /** **Source:** displayTemplate resource page; questions 17 and 18. */
  displayTemplate: {
    id: { minimum: 1, maximum: openQuestions.templateIdMaximum.chosen },
    lowestPriority: openQuestions.lowestPriority.chosen,
  },

  /** **Source:** propertyRule resource page, property values: "one or more". */
  propertyRuleValues: { minimum: 1 },

  /** What `baseType` of a schema must be. **Source:** Update schema page; the v1.0 resource page misspells it. */
  externalItemType: 'microsoft.graph.externalItem',

  /** What `baseType` is by the schema resource page of v1.0, which contradicts the other pages. */
  externalItemTypeOfPage: 'microsoft.graph.externalConnector.externalItem',

  /** How many properties a schema has. **Source:** Update schema page. */
  schemaProperties: { minimum: 1, maximum: 128 },

  /** Lengths in a property of a schema. **Source:** property resource page; a required name is taken not to be empty. */
  schemaProperty: {
    name: { minimum: 1, maximum: 32 },
    alias: { maximum: 32 },
    description: { maximum: 200 },
  },

  /** The types of which a property may be searchable, or matched exactly. **Source:** property resource page. */
  textTypes: ['string', 'stringCollection'] as readonly string[],

  /**
   * The types of which a property must not be refinable. **Source:** microsoft-graph-docs, issue 17126, for boolean; the
   * others are inferred.
   */
  unrefinableTypes: ['boolean', 'principal', 'principalCollection'] as readonly string[],

  /** How many labels a property may have. **Source:** a captured refusal; the concept page on schemas. */
  propertyLabels: { maximum: 1 },

  /** How deep a JSON body may nest. **Source:** default quota of the OData .NET reader; not observed on Graph. */
  bodyDepth: { maximum: 100 },

  /** ASCII letters and digits: ids of connections and of display templates, names and aliases in a schema. */
  alphanumeric: /^[A-Za-z0-9]+$/,

  /** The size of a page of the list of connections. **Source:** none; OData leaves it to the service. */
  pageSize: { minimum: 1, maximum: 999, default: 100 },

  /** How many requests a batch combines. **Source:** JSON batching concept page. */
  batchParts: { maximum: 20 },

  /** How many items a connection may have. **Source:** licensing page of 2024-10; the newer limits page names none. */
  itemsRemaining: 5_000_000,

  /** The versions of Adaptive Cards of an eDiscovery template. **Source:** displayTemplate resource page. */
  complianceCardVersions: ['1.0', '1.1', '1.2'] as readonly string[],

  /**
   * The size of an item, of a schema and of a whole batch, in bytes. **Source:** connector limits page, 4 MB; that it
   * counts the request body is one of its two readings. A public skill of 2026-10 quotes 30 MB of parsed text.
   */
  requestBody: { maximumBytes: 4_000_000 },

  /** The id of an item or of an external group. **Source:** externalItem and externalGroup resource pages, property id. */
  itemId: { minimum: 1, maximum: 128 },

  /** How many activities a call may add. **Source:** connector limits page. */
  activities: { maximum: 20 },

  /**
   * ASCII letters, digits, `-` and `_`: ids of groups; ids of items as the live service takes them. **Source:** external
   * groups concept page, "the URL- and filename-safe base64 character set"; the output of the CLI for Microsoft 365.
   */
  urlSafe: /^[A-Za-z0-9_-]+$/,

  /** An object id of Microsoft Entra. */
  guid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,

  /** An Edm.DateTimeOffset: ISO 8601 with a time zone. **Source:** manage items concept page; OData 4.01 ABNF. */
  dateTimeOffset:
    /^(\d{4}-((0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,12})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i,
} as const;
