import type { ProviderState, ProviderStateValues } from '../../emulator/index.ts';
import type { Provider, ProviderRequest } from './provider.ts';
import { send } from './send.ts';
import type { VerifySettings } from './verify-options.ts';

type RemoteSettings = Pick<VerifySettings, 'accessToken' | 'providerStatesUrl' | 'setUpState' | 'timeout'> & {
  readonly baseUrl: string;
};

/** Whatever listens at a base URL as the provider. */
export function remoteProvider(settings: RemoteSettings): Provider {
  const { baseUrl, timeout } = settings;
  return {
    setUp: async (state) =>
      settings.setUpState ? ((await settings.setUpState(state)) ?? {}) : requestState(state, settings),
    ask: ({ path, body, ...request }) =>
      send(baseUrl + path, {
        method: request.method,
        headers: withToken(request.headers, settings.accessToken),
        ...(body !== undefined && { body }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      }),
  };
}

/** The headers with the real token in the place of the pact's placeholder; a request without a token stays so. */
export function withToken(headers: Headers, accessToken: string | undefined): ProviderRequest['headers'] {
  const own = new Headers(headers);
  if (accessToken !== undefined && own.has('authorization')) own.set('authorization', `Bearer ${accessToken}`);
  return own;
}

async function requestState(
  { name, params }: ProviderState,
  { providerStatesUrl, timeout }: RemoteSettings,
): Promise<ProviderStateValues> {
  const answer = await send(providerStatesUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ state: name, params, action: 'setup' }),
    signal: AbortSignal.timeout(timeout),
  });
  const text = await answer.text();
  if (answer.ok) return valuesIn(text);
  // A provider that knows no states may still hold what has none.
  if (name === '' && answer.status >= 400) return {};
  throw new Error(`${providerStatesUrl} answered the state change ${answer.status}. ${reasonIn(text)}`);
}

function valuesIn(text: string): ProviderStateValues {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The message of an error answer, where it has one. */
function reasonIn(text: string): string {
  const values = Object(valuesIn(text));
  const message = Object(values.error).message ?? values.message;
  return typeof message === 'string' ? message : text.slice(0, 200);
}
