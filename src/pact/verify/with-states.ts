import type { ProviderStateValues } from '../../emulator/index.ts';
import { type Emulator, type Fault, faults, type ProviderState, setUpState } from '../../emulator/index.ts';
import type { Provider } from './provider.ts';
import { meaningOf, type StateContents } from './state-table.ts';
import type { VerifySettings } from './verify-options.ts';

/** Returns the provider with the states of a team. One that the table has returns the values of what it means. */
export function withStates(
  provider: Provider,
  { states, emulator }: Pick<VerifySettings, 'states' | 'emulator'>,
): Provider {
  return {
    ...provider,
    async setUp(state) {
      const meaning = meaningOf(state, states);
      if (meaning === state) return await provider.setUp(state).catch(withLineToAdd(state));
      return 'name' in meaning ? await provider.setUp(meaning) : fill(emulator, meaning);
    },
  };
}

function fill(
  emulator: Emulator | undefined,
  { connections = [], faults: planned = [] }: StateContents,
): ProviderStateValues {
  // The options allow contents with an emulator alone.
  if (!emulator) throw new TypeError('Connections and faults of a state need the option emulator.');
  setUpState(emulator, { name: '' });
  for (const { schema, operationId, status, items, groups, ...connection } of connections) {
    emulator.put(connection, {
      ...(schema && { schema }),
      ...(operationId !== undefined && { operationId }),
      ...(status && { status }),
      ...(items && { items }),
      ...(groups && { groups }),
    });
  }
  for (const { fault, options, on, times } of planned) {
    // Each fault checks its own options.
    const create = faults[fault] as (options?: object) => Fault;
    emulator.plan(create(options), { ...(on !== undefined && { on }), ...(times !== undefined && { times }) });
  }
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
