import { type Emulator, type ProviderState, type ProviderStateValues, setUpState } from '../emulator/index.ts';
import { parseJson } from '../rules/index.ts';

/**
 * The response to the state-change request of a Pact verifier, `{ state, params, action }` or the older `{ states }`: 200
 * with the values that the state provides. A teardown changes nothing, for the next state starts from
 * an empty tenant. The journal does not hold it: it is no request of a client.
 *
 * @throws TypeError with the reason where the state cannot be set up.
 * **Source:** https://docs.pact.io/getting_started/provider_states
 */
export async function changeState(request: Request, emulator: Emulator): Promise<Response> {
  const body = bodyOf(parseJson(await request.text()));
  const states = body.action === 'teardown' ? [] : statesIn(body);
  const values: ProviderStateValues[] = states.map((state) => setUpState(emulator, state));
  return Response.json(Object.assign({}, ...values));
}

interface StateChange {
  readonly state?: string | null;
  readonly states?: readonly (string | ProviderState)[];
  readonly params?: Readonly<Record<string, unknown>>;
  readonly action?: 'setup' | 'teardown';
}

function bodyOf(body: unknown): StateChange {
  // What it holds is checked where it is used.
  if (typeof body === 'object' && body !== null && ('state' in body || 'states' in body)) return body as StateChange;
  throw new TypeError(`The body is no state change. Send JSON such as {"state":"a connection exists","params":{}}.`);
}

function statesIn({ state, states, params }: StateChange): readonly ProviderState[] {
  const listed = Array.isArray(states) ? states : [];
  if (listed.length === 0) return [{ name: state ?? '', params: params ?? {} }];
  return listed.map((one: string | ProviderState) => (typeof one === 'string' ? { name: one } : { ...one }));
}
