import type { OperationName } from '../rules/index.ts';

/** What the document says of an operation besides what its row, its rules and its examples say. */
export interface OperationDetails {
  /** Default: the name in words. */
  readonly summary?: string;
  readonly description?: string;
  /** Names of parameters besides those of the path and of the query rules. */
  readonly parameters?: readonly string[];
  /** What success means. Default: the type of the response body. */
  readonly success?: string;
  /** The name of the request body, where the schema is shared but the examples are not. */
  readonly requestBody?: string;
}

/** The details of operations, by name; an operation needs none. */
export const operationDetails: Readonly<Partial<Record<OperationName | 'batch' | 'createSchema', OperationDetails>>> = {
  createConnection: { summary: 'Create externalConnection', success: 'The connection.' },
  listConnections: {
    summary: 'List externalConnections',
    description: 'The query may hold nothing else: what the kit does not know, it refuses. [query.known]',
    success: 'A page of the connections that the caller may see.',
  },
  getConnection: { summary: 'Get externalConnection', success: 'The connection.' },
  updateConnection: {
    summary: 'Update externalConnection',
    description:
      'Replaces the members that are sent. The body may repeat the id of the connection, also a generated one, which the schema does not know. No member is required, in neither profile.',
    requestBody: 'updateRequest',
  },
  deleteConnection: { summary: 'Delete externalConnection', success: 'The connection is being deleted.' },
  updateSchema: { success: 'The registration has begun: poll the Location.' },
  createSchema: {
    description: 'The older verb for a registration.',
    success: 'The registration has begun: poll the Location.',
  },
  getSchema: { parameters: ['Prefer'], success: 'The schema.' },
  deleteSchema: { description: 'Graph does not allow it: the response is always an error.' },
  getOperation: { summary: 'Get connectionOperation', success: 'How far the registration of a schema is.' },
  getQuota: { summary: 'Get connectionQuota', success: 'How many items the connection may still take.' },
  putItem: {
    description:
      'Creates the item, or changes the one that exists: then what is not sent stays. The names and types of its properties are those of the schema of the connection.',
    success: 'The item.',
  },
  getItem: { success: 'The item.' },
  updateItem: { description: 'The verb of older pages.', success: 'The item.' },
  batch: {
    summary: 'Combine requests',
    description:
      'Each part is handled as if it were sent alone, with the token of the batch where it has none. A part whose dependsOn names a failed part gets 424.',
    success: 'The responses to the parts.',
  },
};

/** The name of an operation in words: `Update schema`. */
export function summaryOf(name: string): string {
  return capitalized(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

/** The word with a capital at its beginning. */
export function capitalized(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
