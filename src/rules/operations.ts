/** Every operation that the kit knows, by the name of its reference page. */
export const operations = [
  'createConnection',
  'listConnections',
  'getConnection',
  'updateConnection',
  'deleteConnection',
  'updateSchema',
  'getSchema',
  'deleteSchema',
  'getOperation',
  'getQuota',
] as const;

export type Operation = (typeof operations)[number];

/** The permissions of external connections. */
export type Permission =
  | 'ExternalConnection.ReadWrite.OwnedBy'
  | 'ExternalConnection.Read.All'
  | 'ExternalConnection.ReadWrite.All';

interface Permissions {
  readonly delegated: readonly Permission[];
  readonly application: readonly Permission[];
}

const ownedBy = 'ExternalConnection.ReadWrite.OwnedBy';
const readAll = 'ExternalConnection.Read.All';
const writeAll = 'ExternalConnection.ReadWrite.All';

const reading: Permissions = { delegated: [ownedBy, readAll, writeAll], application: [ownedBy, readAll, writeAll] };
const writing: Permissions = { delegated: [ownedBy, writeAll], application: [ownedBy, writeAll] };

/**
 * The permissions of which a caller needs one, least privileged first.
 * **Source:** microsoftgraph/microsoft-graph-devx-content, permissions/new/permissions.json at 6cbd6bb (2026-08-07).
 */
export const permissions: Readonly<Record<Operation, Permissions>> = {
  createConnection: writing,
  listConnections: reading,
  getConnection: reading,
  updateConnection: writing,
  deleteConnection: writing,
  updateSchema: writing,
  getSchema: reading,
  deleteSchema: writing,
  getOperation: reading,
  getQuota: { delegated: [], application: [ownedBy] },
};

/** The permissions that reach connections of other apps too. */
export const unrestricted: readonly Permission[] = [readAll, writeAll];

/** The audiences that a token for Microsoft Graph may name: its roots and its app id. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';
