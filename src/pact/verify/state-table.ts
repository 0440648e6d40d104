import type {
  ConnectionContents,
  faults,
  PlanOptions,
  ProviderState,
  ProviderStateName,
} from '../../emulator/index.ts';
import { asRecord, type OperationName } from '../../rules/index.ts';
import { badOption, didYouMean, type ExternalConnection } from '../../schemas/index.ts';
import { exampleIds, exampleItem, exampleSchema } from '../interaction.ts';

/** Each provider state of the kit, with the operations that bring a tenant into it; undefined where none can. */
const tenantStates: Readonly<Record<ProviderStateName, readonly OperationName[] | undefined>> = {
  'no connection has the id': [],
  'a connection exists': ['createConnection'],
  'a schema registration is in progress': ['createConnection', 'updateSchema'],
  'a schema is registered': ['createConnection', 'updateSchema', 'getOperation'],
  'an item exists': ['createConnection', 'updateSchema', 'getOperation', 'putItem'],
  'a group exists': ['createConnection', 'createGroup'],
  'Graph throttles the next request': undefined,
  'Graph is unavailable for the next request': undefined,
  'the caller lacks the permission': undefined,
};

/** The operations that bring a tenant into a provider state; undefined where none can. */
export function operationsFor(state: string): readonly OperationName[] | undefined {
  return new Map(Object.entries(tenantStates)).get(state);
}

/** The params of a provider state; where the pact gives none, with the values that the emulator uses. */
export function paramsOf({ params = {} }: ProviderState): Readonly<Record<string, unknown>> {
  const { connectionId, itemId, groupId } = exampleIds;
  const { id = connectionId } = params;
  return { id, name: id, itemId, groupId, ...params };
}

/** The requests that bring a tenant into a provider state, in order. Each getOperation is to be polled. */
export function requestsFor(state: ProviderState) {
  const { description, name, ...params } = paramsOf(state);
  const ids = { connectionId: String(params.id), itemId: String(params.itemId) };
  const groupId = String(params.groupId);
  const bodies: Partial<Record<OperationName, object>> = {
    createConnection: { id: ids.connectionId, name, ...(description ? { description } : {}) },
    updateSchema: exampleSchema('v1.0'),
    putItem: exampleItem,
    createGroup: { id: groupId, displayName: groupId },
  };
  return (operationsFor(state.name) ?? []).map((operation) => ({ operation, ids, body: bodies[operation] }));
}

/** A connection to put, unchecked, with its contents beside its own properties. */
export type StateConnection = ExternalConnection & ConnectionContents;

/** A fault to plan: the name of one of `faults`, its options, and which requests get it. */
export interface StateFault {
  readonly fault: keyof typeof faults;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly on?: Exclude<PlanOptions['on'], undefined | ((...args: never) => unknown)>;
  readonly times?: number;
}

/** A tenant with these connections, in which the next requests get these faults. */
export interface StateContents {
  readonly connections?: readonly StateConnection[];
  readonly faults?: readonly StateFault[];
}

/**
 * What a provider state of a pact means: a state of the kit with its params, or what to put into an emulator. In each
 * string, `${name}` stands for that param of the state in the pact.
 */
export type StateMeaning =
  | { readonly state: ProviderStateName; readonly params?: Readonly<Record<string, unknown>> }
  | StateContents;

/** The provider states of a team, by their names. */
export type StateTable = Readonly<Record<string, StateMeaning>>;

/**
 * Returns what a provider state means: the state itself, where the table lacks its name.
 *
 * @throws TypeError when the table names a param that the state lacks.
 */
export function meaningOf(state: ProviderState, states: StateTable = {}): ProviderState | StateContents {
  const meaning = Object.hasOwn(states, state.name) ? states[state.name] : undefined;
  if (!meaning) return state;
  const filled = fillIn(meaning, state) as StateMeaning; // fillIn changes strings alone
  if (!('state' in filled)) return filled;
  const { state: name, params } = filled;
  return { name, ...(params && { params }) };
}

/** A text that is one param alone gets its value, of whatever type. */
function fillIn(value: unknown, state: ProviderState): unknown {
  if (typeof value === 'string') {
    const [, whole] = /^\$\{([^}]*)\}$/.exec(value) ?? [];
    if (whole !== undefined) return paramOf(state, whole);
    return value.replace(/\$\{([^}]*)\}/g, (_, name: string) => String(paramOf(state, name)));
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, state));
  const entries = Object.entries(asRecord(value) ?? {});
  return asRecord(value) ? Object.fromEntries(entries.map(([name, item]) => [name, fillIn(item, state)])) : value;
}

function paramOf({ name: state, params = {} }: ProviderState, name: string): unknown {
  if (Object.hasOwn(params, name)) return params[name];
  const known = Object.keys(params);
  const hint = didYouMean(name, known) || ` It has ${known.join(', ') || 'none'}.`;
  throw new TypeError(
    `The provider state ${JSON.stringify(state)} of the pact has no param ${JSON.stringify(name)}.${hint}`,
  );
}

/**
 * Throws unless each state has a meaning. What is to be put into an emulator is checked where that is done.
 *
 * @throws TypeError naming the property, its value and the fix; for an unknown property, the nearest name.
 */
export function requireStates(states: Readonly<Record<string, unknown>>, hasEmulator: boolean): void {
  for (const [name, meaning] of Object.entries(states)) {
    const place = placeOfState(name);
    const { state, params = {}, ...contents } = requireProperties(place, meaning, meaningProperties);
    if ((state === undefined) === (Object.keys(contents).length === 0)) {
      throw badOption(place, meaning, `either state and params, or connections and faults: ${exampleMeaning}`);
    }
    if (state !== undefined) requireName(`${place}.state`, state, Object.keys(tenantStates));
    if (!asRecord(params)) throw badOption(`${place}.params`, params, 'an object');
    if (hasEmulator || state !== undefined) continue;
    throw new TypeError(`The option ${place} needs the option emulator. Use state in place of connections and faults.`);
  }
}

/** What a provider state may mean, for errors. */
export const exampleMeaning = '{ "state": "a connection exists", "params": { "id": "contosohr" } }';
const meaningProperties = ['state', 'params', 'connections', 'faults'];

/** The place of a state in the options, for errors. */
export function placeOfState(name: string): string {
  return `states[${JSON.stringify(name)}]`;
}

/** @throws TypeError unless the value is an object with no other properties; for another, with the nearest name. */
export function requireProperties(
  place: string,
  value: unknown,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  const record = asRecord(value);
  if (!record) throw badOption(place, value, `an object with ${known.join(', ')}`);
  const unknown = Object.keys(record).find((name) => !known.includes(name));
  if (unknown === undefined) return record;
  const hint = didYouMean(unknown, known) || ` It has ${known.join(', ')}.`;
  throw new TypeError(`The option ${place} has no property ${JSON.stringify(unknown)}.${hint}`);
}

/** @throws TypeError unless the value is one of the names, with the nearest one. */
export function requireName(place: string, value: unknown, known: readonly string[]): void {
  if (typeof value === 'string' && known.includes(value)) return;
  throw badOption(place, value, `one of ${known.map((name) => JSON.stringify(name)).join(', ')}`, known);
}
