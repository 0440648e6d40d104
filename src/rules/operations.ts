import { openQuestions } from './open-questions.ts';
import { sources } from './sources.ts';
import { type ApiVersion, apiVersions } from './vocabulary.ts';

/** A permission of external connections, as the roles or the scp of a token name it. */
export type Permission =
  | 'ExternalConnection.ReadWrite.OwnedBy'
  | 'ExternalConnection.Read.All'
  | 'ExternalConnection.ReadWrite.All'
  | 'ExternalItem.ReadWrite.OwnedBy'
  | 'ExternalItem.Read.All'
  | 'ExternalItem.ReadWrite.All';

/** The permissions of which a caller needs one, least privileged first. */
export interface Permissions {
  readonly delegated: readonly Permission[];
  readonly application: readonly Permission[];
}

/** One operation of Microsoft Graph: the row from which every method, path, status and permission is derived. */
export interface Operation {
  /** Used by faults, exchanges, pacts, the suite and the OpenAPI document. */
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Other methods that do the same. */
  readonly alsoAs?: readonly string[];
  /** Below root and version; names in braces stand for ids. */
  readonly path: `/external/connections${string}`;
  /** The status of success; absent where the operation never succeeds. */
  readonly success?: number;
  /** The type of the request body; absent where the operation takes none. */
  readonly requestBody?: string;
  /** The type of the response body; absent where the response has none. */
  readonly responseBody?: string;
  /** Headers that a success has beside those of every response. */
  readonly responseHeaders?: readonly string[];
  readonly versions: readonly ApiVersion[];
  /** **Source:** microsoftgraph/microsoft-graph-devx-content, permissions/new/permissions.json at 6cbd6bb (2026-08-07). */
  readonly permissions: Permissions;
  readonly source: string;
}

export const ownedBy = 'ExternalConnection.ReadWrite.OwnedBy';
const readAll = 'ExternalConnection.Read.All';
const writeAll = 'ExternalConnection.ReadWrite.All';

const itemsOwnedBy = 'ExternalItem.ReadWrite.OwnedBy';
const readAllItems = 'ExternalItem.Read.All';
const writeAllItems = 'ExternalItem.ReadWrite.All';

/** What a row says of an operation on both versions, for users and for applications with one of the permissions. */
const allowed = (...permissions: readonly Permission[]) =>
  ({ versions: apiVersions, permissions: { delegated: permissions, application: permissions } }) as const;

const reading = allowed(ownedBy, readAll, writeAll);
const writing = allowed(ownedBy, writeAll);
const readingItems = allowed(itemsOwnedBy, readAllItems, writeAllItems);
const writingItems = allowed(itemsOwnedBy, writeAllItems);

/** The permissions that reach connections of other apps too. */
export const unrestricted: readonly Permission[] = [readAll, writeAll, readAllItems, writeAllItems];

/** **Source:** Create externalConnection page. */
const connections = '/external/connections';
const connection = `${connections}/{connectionId}` as const;
const group = `${connection}/groups/{groupId}` as const;
const item = `${connection}/items/{itemId}` as const;
const itemWrite = {
  success: 200,
  requestBody: 'externalItem',
  responseBody: 'externalItem',
  ...writingItems,
} as const;

/**
 * Every operation that the kit emulates: its method, path, status, types and permissions.
 *
 * @example
 * ```ts
 * import { operations } from 'external-connection-testkit';
 *
 * operations.find(({ name }) => name === 'putItem')?.permissions.application; // least privileged first
 * ```
 */
export const operations = [
  {
    name: 'createConnection',
    method: 'POST',
    path: connections,
    success: 201,
    requestBody: 'externalConnection',
    responseBody: 'externalConnection',
    responseHeaders: openQuestions.sendLocation.chosen ? ['Location'] : [],
    ...writing,
    source: sources.createPage,
  },
  {
    name: 'listConnections',
    method: 'GET',
    path: connections,
    success: 200,
    responseBody: 'externalConnectionCollection',
    ...reading,
    source: sources.listPage,
  },
  {
    name: 'getConnection',
    method: 'GET',
    path: connection,
    success: 200,
    responseBody: 'externalConnection',
    ...reading,
    source: sources.getPage,
  },
  {
    name: 'updateConnection',
    method: 'PATCH',
    path: connection,
    success: 204,
    requestBody: 'externalConnection',
    ...writing,
    source: sources.updatePage,
  },
  {
    name: 'deleteConnection',
    method: 'DELETE',
    path: connection,
    success: 202,
    ...writing,
    source: sources.deletePage,
  },
  {
    name: 'updateSchema',
    method: 'PATCH',
    // The older verb for a registration.
    alsoAs: ['POST'],
    path: `${connection}/schema`,
    success: 202,
    requestBody: 'schema',
    responseHeaders: ['Location'],
    ...writing,
    source: sources.schemaPage,
  },
  {
    name: 'getSchema',
    method: 'GET',
    path: `${connection}/schema`,
    success: 200,
    responseBody: 'schema',
    ...reading,
    source: sources.getSchemaPage,
  },
  {
    name: 'deleteSchema',
    method: 'DELETE',
    path: `${connection}/schema`,
    ...writing,
    source: sources.deleteSchemaReport,
  },
  {
    name: 'getOperation',
    method: 'GET',
    path: `${connection}/operations/{operationId}`,
    success: 200,
    responseBody: 'connectionOperation',
    ...reading,
    source: sources.getOperationPage,
  },
  {
    name: 'getQuota',
    method: 'GET',
    path: `${connection}/quota`,
    success: 200,
    responseBody: 'connectionQuota',
    versions: ['beta'],
    permissions: { delegated: [], application: [ownedBy] },
    source: sources.getQuotaPage,
  },
  {
    name: 'putItem',
    method: 'PUT',
    path: item,
    ...itemWrite,
    source: sources.putItemPage,
  },
  {
    name: 'getItem',
    method: 'GET',
    path: item,
    success: 200,
    responseBody: 'externalItem',
    ...readingItems,
    source: sources.getItemPage,
  },
  {
    name: 'updateItem',
    method: 'PATCH',
    path: item,
    ...itemWrite,
    source: sources.updateItemPage,
  },
  {
    name: 'deleteItem',
    method: 'DELETE',
    path: item,
    success: 204,
    ...writingItems,
    source: sources.deleteItemPage,
  },
  {
    name: 'addActivities',
    method: 'POST',
    path: `${item}/addActivities`,
    success: 200,
    requestBody: 'addActivitiesRequest',
    responseBody: 'externalActivityResultCollection',
    ...writingItems,
    permissions: { ...writingItems.permissions, delegated: [] },
    source: sources.addActivitiesPage,
  },
  {
    name: 'createGroup',
    method: 'POST',
    path: `${connection}/groups`,
    success: 201,
    requestBody: 'externalGroup',
    responseBody: 'externalGroup',
    ...writingItems,
    source: sources.groupsPage,
  },
  {
    name: 'getGroup',
    method: 'GET',
    path: group,
    success: 200,
    responseBody: 'externalGroup',
    ...readingItems,
    source: sources.getGroupPage,
  },
  {
    name: 'updateGroup',
    method: 'PATCH',
    path: group,
    success: 204,
    requestBody: 'externalGroup',
    ...writingItems,
    source: sources.updateGroupPage,
  },
  {
    name: 'deleteGroup',
    method: 'DELETE',
    path: group,
    success: 204,
    ...writingItems,
    source: sources.deleteGroupPage,
  },
  {
    name: 'addMember',
    method: 'POST',
    path: `${group}/members`,
    success: 201,
    requestBody: 'identity',
    responseBody: 'identity',
    ...writingItems,
    source: sources.membersPage,
  },
  {
    name: 'removeMember',
    method: 'DELETE',
    path: `${group}/members/{memberId}`,
    success: 204,
    ...writingItems,
    source: sources.deleteMemberPage,
  },
] as const satisfies readonly Operation[];

/** The name of an operation that the kit emulates. */
export type OperationName = (typeof operations)[number]['name'];

const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));

/** The table as rows of one type. */
export const operationRows: readonly (Operation & { readonly name: OperationName })[] = operations;

/** The names of the operations whose rows pass the test. */
export function operationsWhere(test: (operation: Operation) => boolean): readonly OperationName[] {
  return operationRows.filter(test).map(({ name }) => name);
}

/** The names of all operations, in the order of the table. */
export const operationNames = operationsWhere(() => true);

/** The row of an operation. */
export function operationOf(name: OperationName): Operation {
  const operation = byName.get(name);
  if (!operation)
    throw new TypeError(`Unknown operation ${JSON.stringify(name)}. Use one of ${operationNames.join(', ')}.`);
  return operation;
}

/** The ids in the path of an operation, by the names that the path gives them, such as `connectionId`. */
export type PathIds = Readonly<Record<string, string>>;

/** The path of an operation below root and version, each id percent-encoded: `/external/connections/contosohr/schema`. */
export function pathOf(name: OperationName, ids: PathIds = {}): string {
  return operationOf(name).path.replaceAll(/\{(\w+)\}/g, (_, id: string) => encodeURIComponent(ids[id] ?? ''));
}

/** The method of an operation, and its path below the root, with the version. */
export function requestLineOf(name: OperationName, version: ApiVersion, ids: PathIds = {}) {
  return { method: operationOf(name).method, path: `/${version}${pathOf(name, ids)}` };
}

/** The `@odata.context` of what stands at a path below the connections; by default of one connection. Question 2. */
export function contextUrl(root: string, version: ApiVersion, path = '/$entity'): string {
  return `${root}/${version}/$metadata#${openQuestions.contextPath.chosen}${path}`;
}
