import type { ProviderState, ProviderStateValues } from '../../emulator/index.ts';
import { asRecord } from '../../rules/index.ts';
import { sendRequest } from '../../tenant/send-request.ts';
import type { Provider, ProviderRequest } from './provider.ts';
import type { VerifySettings } from './verify-options.ts';

type RemoteSettings = Pick<VerifySettings, 'accessToken' | 'providerStatesUrl' | 'setUpState' | 'timeoutMs'> & {
  readonly graphUrl: string;
};

/** The server at a base URL as the provider. */
export function remoteProvider(settings: RemoteSettings): Provider {
  const { graphUrl, timeoutMs } = settings;
  return {
    setUp: async (state) =>
      settings.setUpState ? ((await settings.setUpState(state)) ?? {}) : requestState(state, settings),
    ask: ({ path, body, ...request }) =>
      sendRequest(graphUrl + path, {
        method: request.method,
        headers: withToken(request.headers, settings.accessToken),
        ...(body !== undefined && { body }),
        timeoutMs,
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
  { providerStatesUrl, timeoutMs }: RemoteSettings,
): Promise<ProviderStateValues> {
  const response = await sendRequest(providerStatesUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ state: name, params, action: 'setup' }),
    timeoutMs,
  });
  const text = await response.text();
  if (response.ok) return valuesIn(text);
  // A provider that knows no states may still pass interactions without one.
  if (name === '' && response.status >= 400) return {};
  throw new Error(`${providerStatesUrl} responded to the state change with ${response.status}. ${reasonIn(text)}`);
}

function valuesIn(text: string): ProviderStateValues {
  try {
    // A provider returns strings by name; other values are passed on as they are.
    return (asRecord(JSON.parse(text)) ?? {}) as ProviderStateValues;
  } catch {
    return {};
  }
}

/** The message of an error response, where it has one. */
function reasonIn(text: string): string {
  const values: Readonly<Record<string, unknown>> = valuesIn(text);
  const message = asRecord(values.error)?.message ?? values.message;
  return typeof message === 'string' ? message : text.slice(0, 200);
}
