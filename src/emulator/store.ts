import { asRecord, limits, openQuestions } from '../rules/index.ts';
import {
  type ConnectionSchema,
  type ExternalConnection,
  type ExternalGroup,
  type ExternalItem,
  type GroupMember,
  option,
  schemaOption,
} from '../schemas/index.ts';

/** A registration of a schema. */
export interface SchemaOperation {
  readonly id: string;
  /** When it completes or fails, in milliseconds of the clock. */
  readonly completesAt: number;
  /** Why it fails; absent where it completes. */
  readonly error?: { readonly message: string } | undefined;
}

/** A registration of a schema, as `GET …/operations/{id}` shows it. */
export interface ConnectionOperation {
  readonly id: string;
  readonly status: 'inprogress' | 'completed' | 'failed';
  readonly error: { readonly message: string } | null;
}

const putStatuses = ['inprogress', 'completed'] as const;

/** What a connection has, for `emulator.put`. */
export interface ConnectionContents {
  /** Default: none is registered. */
  readonly schema?: ConnectionSchema | undefined;
  /** The id of the operation that registered the schema. Default: a new one. */
  readonly operationId?: string | undefined;
  /** Default `completed`; `inprogress` stays so until the schema is put again, or `finishOperations()`. */
  readonly status?: (typeof putStatuses)[number] | undefined;
  /** Default: those that the connection has. */
  readonly items?: readonly ExternalItem[] | undefined;
  /** Default: those that the connection has. */
  readonly groups?: readonly GroupWithMembers[] | undefined;
}

/** What `put` reads of the contents; what stands inside an item, a group or a member is stored as it is. */
export const contentsOptions = {
  schema: schemaOption,
  operationId: option.text('a string'),
  status: option.oneOf(putStatuses),
  items: option.array(option.where<ExternalItem>(hasId, 'an item'), 'a list of items, each with an id'),
  groups: option.array(
    option.where<GroupWithMembers>(isGroup, 'a group'),
    'a list of groups, each with an id, and members with an id',
  ),
};

function isGroup(group: unknown): boolean {
  const { members = [] } = asRecord(group) ?? {};
  return hasId(group) && Array.isArray(members) && members.every(hasId);
}

/** Whether a connection, an item, a group or a member can be found by its id. */
export function hasId(entity: unknown): boolean {
  const id = asRecord(entity)?.id;
  return typeof id === 'string' && id !== '';
}

/** An external group with its members. */
export interface GroupWithMembers extends ExternalGroup {
  /** Default: none. */
  readonly members?: readonly GroupMember[];
}

/** What the tenant knows of one group. */
export interface StoredGroup {
  group: ExternalGroup;
  /** By id, as `memberKeyOf` has it. */
  readonly members: Map<string, GroupMember>;
}

/** What the tenant knows of one connection. */
export interface StoredConnection {
  /** Never changed, but replaced. */
  connection: ExternalConnection;
  /** Counts the creates; the order of the list. */
  readonly sequence: number;
  schema?: ConnectionSchema;
  operations: SchemaOperation[];
  /** By id; none is changed, but replaced. */
  readonly items: Map<string, ExternalItem>;
  /** By id. */
  readonly groups: Map<string, StoredGroup>;
  /** When it is gone, in milliseconds of the clock, once it was deleted. */
  goneAt?: number;
}

/** The id or the name that a connection must have. */
export interface PropertyFilter {
  readonly isId: boolean;
  readonly value: string;
}

interface PageOptions {
  /** Only connections that were created after the one with this sequence. */
  readonly after: number;
  readonly limit: number;
  readonly filter?: PropertyFilter | undefined;
  /** Which of them the caller reaches. */
  readonly isVisible: (connection: ExternalConnection) => boolean;
}

/** The connections of one tenant. */
export type Store = ReturnType<typeof createStore>;

/** @param now milliseconds of the clock. */
export function createStore(now: () => number) {
  /** In the order of their creation. */
  const byKey = new Map<string, StoredConnection>();
  const byName = new Map<ExternalConnection['name'], Set<StoredConnection>>();
  /** Ids that are not free yet, with the time when they will be. */
  const held = new Map<string, number>();
  const leaving = new Set<StoredConnection>();
  let sequence = 0;

  const index = (stored: StoredConnection) => {
    const { name } = stored.connection;
    byName.set(name, (byName.get(name) ?? new Set()).add(stored));
  };
  const unindex = (stored: StoredConnection) => {
    const { name } = stored.connection;
    const same = byName.get(name);
    same?.delete(stored);
    if (same?.size === 0) byName.delete(name);
  };
  const drop = (stored: StoredConnection) => {
    leaving.delete(stored);
    unindex(stored);
    byKey.delete(idKeyOf(stored.connection.id));
  };
  /** Lets time pass: what is to be gone by now is gone, what is to be ready is ready. */
  const settle = <Stored extends StoredConnection | undefined>(stored: Stored) => {
    const latest = stored?.operations.at(-1);
    if (stored?.connection.state === 'draft' && latest && !latest.error && latest.completesAt <= now()) {
      stored.connection = { ...stored.connection, state: 'ready' };
    }
    return stored;
  };
  const depart = () => {
    for (const stored of leaving) if ((stored.goneAt ?? 0) <= now()) drop(stored);
  };
  const add = (connection: ExternalConnection) => {
    sequence += 1;
    const stored: StoredConnection = { connection, sequence, operations: [], items: new Map(), groups: new Map() };
    byKey.set(idKeyOf(connection.id), stored);
    index(stored);
    return stored;
  };
  const replace = (stored: StoredConnection, connection: ExternalConnection) => {
    unindex(stored);
    stored.connection = connection;
    index(stored);
  };

  const matching = ({ isId, value }: PropertyFilter) => {
    const found = isId ? [byKey.get(idKeyOf(value))] : [...(byName.get(value) ?? [])];
    // An update of the name puts a connection behind the others of that name.
    return found.flatMap((stored) => stored ?? []).toSorted((a, b) => a.sequence - b.sequence);
  };

  return {
    /** How many there are. */
    get size() {
      depart();
      return byKey.size;
    },
    /** All of them, in the order of their creation. */
    get all(): readonly StoredConnection[] {
      depart();
      return [...byKey.values()].map(settle);
    },
    find(id: string) {
      depart();
      return settle(byKey.get(idKeyOf(id)));
    },
    /** Whether a connection has the id, or one that was deleted still holds it. */
    isTaken(id: string) {
      depart();
      const key = idKeyOf(id);
      return byKey.has(key) || (held.get(key) ?? 0) > now();
    },
    add,
    replace,
    /** Puts it in the place of the one with the same id, which is then no longer being deleted. */
    put(connection: ExternalConnection) {
      depart();
      const stored = byKey.get(idKeyOf(connection.id));
      if (!stored) return add(connection);
      leaving.delete(stored);
      delete stored.goneAt;
      replace(stored, connection);
      return stored;
    },
    /** Takes it away after so many milliseconds, and holds its id so many longer. */
    remove(stored: StoredConnection, delay: number, idRelease: number) {
      stored.goneAt ??= now() + delay;
      leaving.add(stored);
      for (const [key, freeAt] of held) {
        if (freeAt > now()) break;
        held.delete(key);
      }
      if (delay + idRelease > 0) held.set(idKeyOf(stored.connection.id), stored.goneAt + idRelease);
    },
    /** Up to `limit` connections. */
    page({ after, limit, filter, isVisible }: PageOptions) {
      depart();
      const page: StoredConnection[] = [];
      for (const stored of filter ? matching(filter) : byKey.values()) {
        if (page.length === limit) break;
        if (stored.sequence > after && isVisible(stored.connection)) page.push(settle(stored));
      }
      return page;
    },
    clear() {
      for (const table of [byKey, byName, held, leaving]) table.clear();
      sequence = 0;
    },
  };
}

/** Gives a connection its contents, as they are. */
export function fill(stored: StoredConnection, contents: ConnectionContents, makeId: () => string): void {
  const { schema, operationId, status, items, groups } = contents;
  if (schema) {
    const id = operationId ?? makeId();
    stored.schema = schema;
    stored.operations = [{ id, completesAt: status === 'inprogress' ? Number.POSITIVE_INFINITY : 0 }];
  }
  if (items) stored.items.clear();
  for (const item of items ?? []) stored.items.set(item.id, item);
  if (groups) stored.groups.clear();
  for (const { members = [], ...group } of groups ?? []) {
    stored.groups.set(group.id, { group, members: new Map(members.map((each) => [memberKeyOf(each.id), each])) });
  }
}

/** Finishes what is in progress. */
export function finish(stored: StoredConnection, now: number): void {
  stored.operations = stored.operations.map((operation) => ({
    ...operation,
    completesAt: Math.min(operation.completesAt, now),
  }));
}

/** A registration as it reads at a time, in milliseconds of the clock. */
export function showOperation({ id, completesAt, error }: SchemaOperation, now: number): ConnectionOperation {
  if (completesAt > now) return { id, status: 'inprogress', error: null };
  return { id, status: error ? 'failed' : 'completed', error: error ?? null };
}

/** The id of a member as it counts: letters of a GUID in any case, the id of an external group as it is. */
export function memberKeyOf(id: string): string {
  return limits.guid.test(id) ? id.toLowerCase() : id;
}

/** Question 11. */
function idKeyOf(id: string): string {
  return openQuestions.idsIgnoreCase.chosen ? id.toLowerCase() : id;
}

/** Freezes a JSON value with all that is in it, and returns it. */
export function deepFreeze<Value>(value: Value): Value {
  // What is no object counts as frozen.
  if (!Object.isFrozen(value)) for (const member of Object.values(Object.freeze(value as object))) deepFreeze(member);
  return value;
}
