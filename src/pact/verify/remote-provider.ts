import type { ProviderState, ProviderStateValues } from '../../emulator/index.ts';
import { type Provider, type ProviderRequest, Unreachable } from './provider.ts';
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

/** @throws Unreachable where there is nobody to talk to; Error with the reason for any other failure. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (Object(cause).name === 'TimeoutError') throw new Error('No answer came in time.', { cause });
    const reason = codeOf(cause) ?? Object(Object(cause).cause).message ?? Object(cause).message;
    if (broken.has(reason)) throw new Error(`The connection was lost (${reason}).`, { cause });
    const { origin } = new URL(url);
    throw new Unreachable(`Nothing answers at ${origin} (${reason}). Start the provider, or give another URL.`, {
      cause,
    });
  }
}

/** There was somebody. */
const broken = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** The system's code of a network failure, as fetch hides it. */
function codeOf(error: unknown): string | undefined {
  const { cause } = Object(error);
  const [first = cause] = Object(cause).errors ?? [];
  return Object(first).code;
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
