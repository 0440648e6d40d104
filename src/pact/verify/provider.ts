import {
  type ConnectionContents,
  type Emulator,
  type Fault,
  faults as kitFaults,
  type ProviderState,
  type ProviderStateValues,
  setUpState,
} from '../../emulator/index.ts';
import { asRecord, definedOf, once, parseJson, serviceRoots } from '../../rules/index.ts';
import { badOption, externalConnectionSchema, reader } from '../../schemas/index.ts';
import { sendRequest } from '../../tenant/tenant-client.ts';
import {
  meaningOf,
  placeOfState,
  requireName,
  requireProperties,
  type StateContents,
  type StateFault,
} from './state-table.ts';
import type { VerifySettings } from './verify-options.ts';

/** What is verified: it can be brought into a state, and asked. */
export interface Provider {
  /** Called before each interaction, ahead of its states. */
  begin?(): Promise<void>;
  /**
   * Brings it into a state; an empty name stands for an interaction that has none.
   *
   * @throws Error saying why the interaction cannot take place.
   */
  setUp(state: ProviderState): Promise<ProviderStateValues>;
  /** @throws Error saying why there is no response. */
  ask(request: ProviderRequest): Promise<Response>;
}

/** A request of a pact, before it has a root and a token of its own. */
interface ProviderRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** An emulator as the provider. */
export function emulatedProvider(emulator: Emulator): Provider {
  return {
    setUp: async (state) => setUpState(emulator, state),
    async ask({ path, ...request }) {
      const response = await emulator.fetch(serviceRoots[0] + path, request);
      if (response.type === 'error') throw new Error('The connection was lost.');
      return response;
    },
  };
}

/** The server at a base URL as the provider. */
export function remoteProvider(settings: VerifySettings): Provider {
  const { graphUrl = '', accessToken, timeoutMs } = settings;
  return {
    setUp: (state) => requestState(state, settings),
    async ask({ path, ...request }) {
      const headers = new Headers(request.headers);
      // In the place of the pact's placeholder; a request without a token stays so.
      if (accessToken !== undefined && headers.has('authorization')) {
        headers.set('authorization', `Bearer ${accessToken}`);
      }
      return await sendRequest(graphUrl + path, { ...request, headers, timeoutMs });
    },
  };
}

async function requestState(
  { name, params }: ProviderState,
  { providerStatesUrl, timeoutMs }: VerifySettings,
): Promise<ProviderStateValues> {
  const response = await sendRequest(providerStatesUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ state: name, params, action: 'setup' }),
    timeoutMs,
  });
  const text = await response.text();
  const values = asRecord(parseJson(text)) ?? {};
  // A provider returns strings by name; other values are passed on as they are.
  if (response.ok) return values as ProviderStateValues;
  // A provider that knows no states may still pass interactions without one.
  if (name === '') return {};
  const message = asRecord(values.error)?.message ?? values.message;
  const reason = typeof message === 'string' ? message : text.slice(0, 200);
  throw new Error(`${providerStatesUrl} responded to the state change with ${response.status}. ${reason}`);
}

/**
 * Returns the provider with the states of a team, and its own way to set up a state where there is one. A state that the
 * table has returns the values of what it means.
 *
 * @throws TypeError naming the connection or the fault of a state that cannot be put into an emulator.
 */
export function withStates(provider: Provider, { states = {}, emulator, setUpState: own }: VerifySettings): Provider {
  for (const [name, meaning] of Object.entries(states)) {
    if (!('state' in meaning)) requireContents(placeOfState(name), meaning);
  }
  const setUp = own ? async (state: ProviderState) => (await own(state)) ?? {} : provider.setUp;
  return {
    ...provider,
    async setUp(state) {
      const meaning = meaningOf(state, states);
      if (meaning === state) return await setUp(state).catch(withLineToAdd(state));
      return 'name' in meaning ? await setUp(meaning) : putContents(emulator, meaning);
    },
  };
}

function requireContents(place: string, { connections = [], faults = [] }: StateContents): void {
  for (const [at, { id }] of elementsOf(`${place}.connections`, connections, connectionProperties())) {
    if (typeof id !== 'string') throw badOption(`${at}.id`, id, 'the id of the connection');
  }
  for (const [at, { fault }] of elementsOf(`${place}.faults`, faults, ['fault', 'options', 'on', 'times'])) {
    requireName(`${at}.fault`, fault, Object.keys(kitFaults));
  }
  for (const fault of faults) createFault(fault);
}

/** @throws TypeError naming the option of the fault that cannot be used. */
function createFault({ fault, options }: StateFault): Fault {
  // Each fault checks its own options.
  const create = kitFaults[fault] as (options?: object) => Fault;
  return create(options);
}

const contentProperties: readonly (keyof ConnectionContents)[] = ['schema', 'operationId', 'status', 'items', 'groups'];

const connectionProperties = once(() => [...Object.keys(externalConnectionSchema(reader).shape), ...contentProperties]);

/** The objects of an array in the options, with their places. */
function elementsOf(place: string, value: unknown, known: readonly string[]) {
  if (!Array.isArray(value)) throw badOption(place, value, 'an array');
  return value.map((element: unknown, index) => {
    const at = `${place}[${index}]`;
    return [at, requireProperties(at, element, known)] as const;
  });
}

function putContents(
  emulator: Emulator | undefined,
  { connections = [], faults = [] }: StateContents,
): ProviderStateValues {
  // The options allow contents with an emulator alone.
  if (!emulator) throw new TypeError('Connections and faults of a state need the option emulator.');
  setUpState(emulator, { name: '' });
  for (const { schema, operationId, status, items, groups, ...connection } of connections) {
    emulator.put(connection, definedOf({ schema, operationId, status, items, groups }));
  }
  for (const fault of faults) emulator.plan(createFault(fault), definedOf({ on: fault.on, times: fault.times }));
  const [{ id, name } = {}] = connections;
  return { ...(id !== undefined && { id }), ...(name && { name }) };
}

/** Adds to the kit's error for an unknown state what to write into the table. */
function withLineToAdd({ name, params = {} }: ProviderState): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof Error) || !error.message.includes('There is no provider state')) throw error;
    const id = Object.keys(params).find((param) => /id$/i.test(param));
    const meaning = id === undefined ? '' : `, "params": { "id": "\${${id}}" }`;
    const line = `${JSON.stringify(name)}: { "state": "a connection exists"${meaning} }`;
    throw new Error(`${error.message} Or add to the file of --states, or the option states: ${line}`, { cause: error });
  };
}
