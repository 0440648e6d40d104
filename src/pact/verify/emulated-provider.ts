import { type Emulator, setUpState } from '../../emulator/index.ts';
import { serviceRoots } from '../../rules/index.ts';
import type { Provider } from './provider.ts';
import type { VerifySettings } from './verify-options.ts';

/** An emulator as the provider. */
export function emulatedProvider(
  emulator: Emulator,
  { setUpState: own }: Pick<VerifySettings, 'setUpState'>,
): Provider {
  return {
    setUp: async (state) => (own ? ((await own(state)) ?? {}) : setUpState(emulator, state)),
    async ask({ method, path, headers, body }) {
      const response = await emulator.fetch(serviceRoots[0] + path, {
        method,
        headers,
        ...(body !== undefined && { body }),
      });
      if (response.type === 'error') throw new Error('The connection was lost.');
      return response;
    },
  };
}
