import type { DisplayTemplate } from '../builders/index.ts';
import type { ProviderStateName } from '../emulator/index.ts';
import {
  type ApiVersion,
  limits,
  type Operation,
  type OperationName,
  openQuestions,
  typeNamespace,
} from '../rules/index.ts';
import type {
  ConnectionSchema,
  CreateExternalConnection,
  ExternalGroup,
  ExternalItem,
  GroupMember,
  LiveCreateExternalConnection,
} from '../schemas/index.ts';
import type { Matcher } from './matcher.ts';

/** A pact file, as far as the kit reads it. */
export interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly { readonly response: { readonly status: number } }[];
  readonly metadata: { readonly pactSpecification: { readonly version: string } };
}

/** The provider of a contract: each version of the API is one, with contracts and verifications of its own. */
export const providerNames: Readonly<Record<ApiVersion, string>> = {
  beta: 'microsoft-graph-external-connections-beta',
  'v1.0': 'microsoft-graph-external-connections-v1.0',
};

/** A provider state: what must hold before an interaction takes place. */
export interface InteractionState {
  readonly name: ProviderStateName;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A string, or a string with the matcher for it. */
export type Text = string | Matcher;

/** The request of an interaction, as plain data with matchers in it. */
export interface InteractionRequest {
  readonly method: Operation['method'];
  readonly path: Text;
  readonly headers: Readonly<Record<string, Text>>;
  /** JSON with matchers in it; undefined where there is none. */
  readonly body?: unknown;
}

/** The response of an interaction, as plain data with matchers in it. */
export interface InteractionResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, Text>>;
  /** JSON with matchers in it; an empty string where there is no body, undefined where the pact asserts nothing. */
  readonly body?: unknown;
}

/** What a client needs in order to send the request of an interaction. */
export interface InteractionInput {
  /** The token to send; empty where the client must send none. */
  readonly accessToken: string;
  /** The connection to create, or the one that the request is about. A request to be refused has an invalid one. */
  readonly connection: LiveCreateExternalConnection;
  /** The properties to send with PATCH. */
  readonly update: CreateExternalConnection;
  /** The schema to register. */
  readonly schema: ConnectionSchema;
  /** The id of the operation to request. */
  readonly operationId: string;
  /** The id of the item, for the path. */
  readonly itemId: string;
  /** The body of an item; it has no id, as on the reference page. */
  readonly item: Omit<ExternalItem, 'id'>;
  /** The external group to create. */
  readonly group: ExternalGroup;
  /** The id of the external group that gets a member. */
  readonly groupId: string;
  /** The member to add. */
  readonly member: GroupMember;
}

/** One request of a contract with its response: plain data, which Pact's core can read. */
export interface Interaction {
  /** Stable and unique, such as `create.minimal`. */
  readonly key: string;
  readonly operation: OperationName;
  /** One sentence, unique within a contract. */
  readonly description: string;
  readonly states: readonly InteractionState[];
  readonly request: InteractionRequest;
  readonly response: InteractionResponse;
  readonly input: InteractionInput;
}

/** The token that a client under test gets, and that the pact contains. */
export const exampleToken = 'fake-access-token';

/** Seconds for which a client is asked to wait: as few as possible, because the client does wait. */
export const exampleRetryAfter = 1;

/** The smallest create that the live service accepts. */
export const exampleConnection = {
  id: 'contosohr',
  name: 'Contoso HR',
  description: 'Connection to index Contoso HR system',
} satisfies LiveCreateExternalConnection;

/** The ids in the paths of a contract; a provider that chooses its own operationId returns it from its state. */
export const exampleIds = {
  connectionId: exampleConnection.id,
  operationId: '616bfeed-666f-4ce0-8cd9-058939010bfc',
  itemId: 'TSP228082938',
  groupId: '31bea3d537902000',
} as const;

/** An item that everyone may read; its id stands in the path alone. */
export const exampleItem = {
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { title: 'Error in the payment gateway' },
  content: { value: 'The payment gateway fails.', type: 'text' },
} as const satisfies Omit<ExternalItem, 'id'>;

const template: DisplayTemplate = {
  id: 'employee',
  priority: 1,
  layout: { type: 'AdaptiveCard', version: '1.2', body: [{ type: 'TextBlock', text: '{title}', wrap: true }] },
  rules: [{ property: 'department', operation: 'contains', values: ['Finance'], valuesJoinedBy: 'or' }],
};

/** An example of each optional property that a client may write in the version. */
export function exampleSettings(version: ApiVersion): CreateExternalConnection {
  return {
    connectorId: '02653471-a077-4f63-a532-b0a7e2f5e9a5',
    configuration: { authorizedAppIds: [openQuestions.callerAppId.chosen] },
    activitySettings: {
      urlToItemResolvers: [
        {
          '@odata.type': `#${typeNamespace}.itemIdResolver`,
          priority: 1,
          itemId: '{employeeId}',
          urlMatchInfo: { baseUrls: ['https://hr.contoso.com'], urlPattern: '/employees/(?<employeeId>[0-9]+)' },
        },
      ],
    },
    searchSettings: { searchResultTemplates: [template] },
    contentCategory: 'people',
    ...(version === 'beta' && {
      complianceSettings: { eDiscoveryResultTemplates: [template] },
      enabledContentExperiences: 'search, compliance',
    }),
  };
}

/** A schema with one property that sets every attribute of the version. */
export function exampleSchema(version: ApiVersion): ConnectionSchema {
  return {
    baseType: limits.externalItemType,
    properties: [
      {
        name: 'title',
        type: 'string',
        description: 'Name of the employee',
        aliases: ['fullName'],
        labels: ['title'],
        isQueryable: true,
        isRefinable: false,
        isRetrievable: true,
        isSearchable: true,
        ...(version === 'beta' && { isExactMatchRequired: false, rankingHint: { importanceScore: 'high' } }),
      },
    ],
  };
}

/**
 * The example request of the page "Create externalConnection". Where the page prints the placeholders "String" and
 * "Integer", this has a real value: connectorId, description, ingestedItemsCount, name, state.
 */
export const pageExample: CreateExternalConnection = {
  '@odata.type': `#${typeNamespace}.externalConnection`,
  activitySettings: { '@odata.type': `${typeNamespace}.activitySettings` },
  complianceSettings: { '@odata.type': `${typeNamespace}.complianceSettings` },
  configuration: { '@odata.type': `${typeNamespace}.configuration` },
  connectorId: '02653471-a077-4f63-a532-b0a7e2f5e9a5',
  description: 'Connection to index Contoso HR system',
  ingestedItemsCount: 700000,
  name: 'Contoso HR',
  searchSettings: { '@odata.type': `${typeNamespace}.searchSettings` },
  state: 'draft',
};
