import { type Emulator, type ProviderState, type ProviderStateValues, setUpState } from '../emulator/index.ts';

/** Where a verifier of pacts asks for a provider state; what Graph itself never has at its root. */
export const providerStatesPath = '/_pact/provider-states';

/**
 * Answers the state-change request of a Pact verifier, `{ state, params, action }` or the older `{ states }`: 200 with
 * the values that the state provides, 400 with the reason. A teardown changes nothing, for the next state starts from
 * an empty tenant. The journal does not hold it: it is no request of a client.
 *
 * **Source:** https://docs.pact.io/getting_started/provider_states
 */
export async function changeState(request: Request, emulator: Emulator): Promise<Response> {
  const text = await request.text();
  try {
    const body = bodyOf(text);
    const values: ProviderStateValues[] = body.action === 'teardown' ? [] : statesIn(body).map(setUp);
    return Response.json(Object.assign({}, ...values));
  } catch (error) {
    // Anything else is a fault of the kit's own, and stays one.
    if (!(error instanceof TypeError)) throw error;
    return Response.json({ error: { code: 'BadProviderState', message: error.message } }, { status: 400 });
  }

  function setUp(state: ProviderState): ProviderStateValues {
    return setUpState(emulator, state);
  }
}

interface StateChange {
  readonly state?: string | null;
  readonly states?: readonly (string | ProviderState)[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly action?: 'setup' | 'teardown';
}

function bodyOf(text: string): StateChange {
  const body = parsed(text);
  // What it holds is checked where it is used.
  if (typeof body === 'object' && body !== null && ('state' in body || 'states' in body)) return body as StateChange;
  throw new TypeError(`The body is no state change. Send JSON such as {"state":"a connection exists","params":{}}.`);
}

function statesIn({ state, states, params }: StateChange): readonly ProviderState[] {
  const listed = Array.isArray(states) ? states : [];
  if (listed.length === 0) return [{ name: state ?? '', params: params ?? {} }];
  return listed.map((one: string | ProviderState) => (typeof one === 'string' ? { name: one } : { ...one }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
