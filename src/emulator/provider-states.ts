import { openQuestions } from '../rules/index.ts';
import { badOption, type ConnectionSchema, didYouMean } from '../schemas/index.ts';
import type { Emulator } from './emulator.ts';
import { type Fault, faults } from './faults.ts';
import { createRecord } from './serialize.ts';
import type { ConnectionContents } from './store.ts';

/** A provider state of a pact: what must be so before the interaction takes place. */
export interface ProviderState {
  /** One of `providerStates`; empty: nothing but an empty tenant. */
  readonly name: string;
  /** What the pact says about it, such as the id of the connection. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What a state hands back to the pact, such as the id of an operation that it made. */
export type ProviderStateValues = Readonly<Record<string, string>>;

/**
 * Brings the emulator into a provider state. What was stored, asked and planned for an earlier interaction is
 * forgotten first; the states of one interaction add up, for nothing is asked between them.
 *
 * @param state one of `providerStates`, with its params.
 * @returns the values that the state provides, such as `id`; for the provider-state generators of a pact.
 * @throws TypeError naming the known states when this is none, or the param that is unknown or wrong.
 * @example
 * ```ts
 * import { createEmulator, setUpState } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator();
 * setUpState(graph, { name: 'a connection exists', params: { id: 'contosohr', name: 'Contoso HR' } });
 * graph.connections[0]?.name; // 'Contoso HR'
 * ```
 */
export function setUpState(emulator: Emulator, { name, params }: ProviderState): ProviderStateValues {
  const arrange = Object.hasOwn(arrangements, name) ? arrangements[name as keyof typeof arrangements] : undefined;
  if (!arrange && name !== '') {
    const known = providerStates.map((one) => `"${one}"`).join(', ');
    throw new TypeError(`There is no provider state ${JSON.stringify(name)}. Use one of ${known}.`);
  }
  if (emulator.exchanges.length > 0) emulator.reset();
  return arrange?.(emulator, params ?? {}) ?? {};
}

/** The id of a connection in a state that names none. */
const defaultId = 'contosohr';

type Params = NonNullable<ProviderState['params']>;
type Arrange = (emulator: Emulator, params: Params) => ProviderStateValues;

const arrangements = {
  'no connection has the id': (emulator, params) => {
    requireKnown(params, ['id']);
    const id = textIn(params, 'id', defaultId);
    const isTaken = emulator.connections.some((connection) => connection.id.toLowerCase() === id.toLowerCase());
    if (isTaken) emulator.reset();
    return { id };
  },
  'a connection exists': (emulator, params) => {
    requireKnown(params, connectionParams);
    const connection = stateConnectionOf(params);
    emulator.put(connection);
    return valuesOf(connection);
  },
  'a schema registration is in progress': registering('inprogress'),
  'a schema is registered': registering('completed'),
  'an item exists': connectionWith('itemId', 'TSP228082938', (id) => ({
    schema: registeredSchema,
    items: [{ id, acl: [everyone], properties: { title: 'Error in the payment gateway' } }],
  })),
  'a group exists': connectionWith('groupId', '31bea3d537902000', (id) => ({
    groups: [{ id, displayName: id, description: null }],
  })),
  'Graph throttles the next request': (emulator, params) => {
    requireKnown(params, ['retryAfter']);
    const retryAfter = String(params.retryAfter ?? 10);
    if (!/^\d+$/.test(retryAfter)) throw badOption('params.retryAfter', params.retryAfter, 'a whole number of seconds');
    emulator.plan(faults.throttled({ retryAfter }));
    return { retryAfter };
  },
  'Graph is unavailable for the next request': planning(faults.serviceUnavailable),
  'the caller lacks the permission': planning(faults.accessDenied),
} as const satisfies Record<string, Arrange>;

const connectionParams = ['id', 'name', 'description'];

/** The name of a provider state that the emulator can be brought into. */
export type ProviderStateName = keyof typeof arrangements;

/** The provider states that the shipped contracts speak of. */
export const providerStates = Object.keys(arrangements) as readonly ProviderStateName[];

function registering(status: 'inprogress' | 'completed'): Arrange {
  return connectionWith('operationId', '8e2f1a7c-5b0d-4c39-9a6e-3d4f5b6c7d8e', (operationId) => ({
    schema: registeredSchema,
    operationId,
    status,
  }));
}

/** A connection whose contents have an id that a param may name. */
function connectionWith(param: string, defaultValue: string, contentsOf: (id: string) => ConnectionContents): Arrange {
  return (emulator, params) => {
    requireKnown(params, [...connectionParams, param]);
    const id = textIn(params, param, defaultValue);
    const connection = stateConnectionOf(params);
    emulator.put(connection, contentsOf(id));
    return { ...valuesOf(connection), [param]: id };
  };
}

function planning(makeFault: () => Fault): Arrange {
  return (emulator, params) => {
    requireKnown(params, []);
    emulator.plan(makeFault());
    return {};
  };
}

function stateConnectionOf(params: Params) {
  const id = textIn(params, 'id', defaultId);
  const request = { id, name: textIn(params, 'name', id), description: textIn(params, 'description', '') || null };
  const callerAppId = openQuestions.callerAppId.chosen;
  return createRecord(request, { profile: 'live', version: 'beta', generatedId: id, callerAppId });
}

function valuesOf({ id, name, description }: ReturnType<typeof stateConnectionOf>): ProviderStateValues {
  return { id, ...(name && { name }), ...(description && { description }) };
}

const everyone = { type: 'everyone', value: 'everyone', accessType: 'grant' } as const;

/** As small as a schema can be that still lets people find something. */
const registeredSchema: ConnectionSchema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
};

function textIn(params: Params, name: string, fallback: string): string {
  const value = params[name] ?? fallback;
  if (typeof value === 'string') return value;
  throw badOption(`params.${name}`, value, 'a text');
}

function requireKnown(params: Params, known: readonly string[]): void {
  const unknown = Object.keys(params).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const hint = didYouMean(unknown, known) || (known.length > 0 ? ` It has ${known.join(', ')}.` : ' It has none.');
  throw new TypeError(`The provider state has no param ${JSON.stringify(unknown)}.${hint}`);
}
