import { engineOf } from '../../emulator/emulator.ts';
import { readBody } from '../../emulator/gateway.ts';
import {
  type Emulator,
  explainExchange,
  type Fault,
  faults,
  type PlanOptions,
  type ProviderState,
  setUpState,
} from '../../emulator/index.ts';
import { type ConnectionContents, contentsOptions, hasId } from '../../emulator/store.ts';
import { asRecord, definedOf, parseJson } from '../../rules/index.ts';
import { didYouMean, type ExternalConnection, showValue } from '../../schemas/index.ts';
import type { ServerSettings } from '../options.ts';
import type { OwnPaths } from '../own-paths.ts';
import { controlApiDocument } from './openapi.ts';

/**
 * The control API, for tests in any language: planned faults, the journal, the stored connections, and a reset. None of
 * its requests is in the journal. `/_testkit/openapi.json` describes it.
 */
export function controlApi({ emulator, setUp }: ServerSettings): OwnPaths {
  const engine = engineOf(emulator);
  // JSON has no infinity: a plan without an end has no `times`.
  const faults = () => ({
    faults: engine.plannedFaults.map(({ times, ...plan }) => ({ ...plan, ...(Number.isFinite(times) && { times }) })),
  });
  const connections = () => ({
    connections: engine.connections.map((one) => ({ ...one, ...engine.contents(one.id) })),
  });
  const exchanges = () => ({
    exchanges: emulator.exchanges.map((exchange) => ({ ...exchange, explanation: explainExchange(exchange) })),
  });
  return {
    '/_testkit/openapi.json': { GET: () => Response.json(controlApiDocument) },
    '/_testkit/faults': {
      GET: () => Response.json(faults()),
      async POST(request) {
        const plan = asRecord(await readJson(request));
        if (!plan) throw new TypeError(`The body is not a JSON object. Send JSON such as ${faultExample}.`);
        planFault(emulator, plan);
        return Response.json(faults(), { status: 201 });
      },
      DELETE() {
        engine.clearFaults();
        return new Response(null, { status: 204 });
      },
    },
    '/_testkit/reset': {
      POST() {
        emulator.reset();
        setUp(emulator);
        return new Response(null, { status: 204 });
      },
    },
    '/_testkit/exchanges': { GET: () => Response.json(exchanges()) },
    '/_testkit/connections': {
      GET: () => Response.json(connections()),
      async POST(request) {
        putConnections(emulator, await readJson(request));
        return Response.json(connections(), { status: 201 });
      },
    },
  };
}

/** The JSON in a body, also behind a byte order mark as of PowerShell; undefined where it is none. */
async function readJson(request: Request): Promise<unknown> {
  return parseJson((await readBody(request)).text);
}

/** What plans a fault, for messages. */
const faultExample = '{"fault":"throttled","retryAfter":2,"on":"createConnection","times":1}';

/**
 * Plans a fault as JSON describes it: its name as `fault`, the options of `plan` (`on`, `times`, `chance`), and those of
 * the fault itself, such as `retryAfter`.
 *
 * @throws TypeError naming the fault or the option that cannot be used.
 */
export function planFault(emulator: Emulator, plan: Readonly<Record<string, unknown>>): void {
  const { fault: name, on, times, chance, ...options } = plan;
  // The emulator checks them.
  emulator.plan(faultOf(name, options), definedOf({ on, times, chance }) as PlanOptions);
}

/**
 * Plans a fault as a flag describes it: `throttled`, `throttled:0.2` for one by chance, or JSON.
 *
 * @throws TypeError naming the fault or the option that cannot be used.
 */
export function planFaultOfText(emulator: Emulator, text: string): void {
  const plan = asRecord(parseJson(text));
  if (!plan && text.trim().startsWith('{')) throw new TypeError(`The plan ${text} is not JSON. Use ${faultExample}.`);
  const [, fault = text, chance] = /^(\w+):(.*)$/.exec(text) ?? [];
  planFault(emulator, plan ?? { fault, ...(chance !== undefined && { chance: Number(chance) || chance }) });
}

type AnyFault = (options: Readonly<Record<string, unknown>>) => Fault;

function faultOf(name: unknown, options: Readonly<Record<string, unknown>>): Fault {
  const names = Object.keys(faults);
  if (typeof name !== 'string' || !Object.hasOwn(faults, name)) {
    const hint = didYouMean(String(name), names) || ` Use one of ${names.join(', ')}.`;
    throw new TypeError(`There is no fault ${name === undefined ? 'in the plan' : showValue(name)}.${hint}`);
  }
  // Each checks its own options.
  const make = faults[name as keyof typeof faults] as AnyFault;
  const { retryAfter } = options;
  // JSON has no dates: `Date#toJSON` makes such a text. Any other is sent as it is.
  const isDate = typeof retryAfter === 'string' && /^\d{4}-\d\d-\d\d/.test(retryAfter);
  return make(isDate ? { ...options, retryAfter: new Date(retryAfter) } : options);
}

/**
 * Puts connections into an emulator: one, an array, or an object that lists them as `connections` or, as Graph does, as
 * `value`. Each may have its `schema`, `items` and `groups`.
 *
 * @param name what they are, for messages.
 * @throws TypeError saying what cannot be used, and where; nothing is put then.
 */
export function putConnections(emulator: Emulator, value: unknown, name = 'connections'): void {
  const { connections = asRecord(value)?.value ?? value } = asRecord(value) ?? {};
  const all = [connections].flat();
  for (const [index, connection] of all.entries()) requireConnection(connection, `[${index}]`, name);
  // They are put as they are: a test may need a state that no request leads to.
  for (const { schema, items, groups, ...connection } of all as readonly (ExternalConnection & ConnectionContents)[]) {
    emulator.put(connection, { schema, items, groups });
  }
}

/** What is not named here is put as it is, unchecked. */
function requireConnection(connection: unknown, at: string, all: string): void {
  const { schema, items, groups } = contentsOptions;
  const record = asRecord(connection) ?? {};
  const wrong = Object.entries({ schema, items, groups }).find(
    ([name, { isAllowed }]) => record[name] !== undefined && !isAllowed(record[name]),
  );
  const [name, use] = hasId(connection) ? [`.${wrong?.[0]}`, wrong?.[1].use] : ['', 'an object with an id'];
  if (use !== undefined) throw new TypeError(`Cannot read the ${all}. ✖ Use ${use}\n  → at ${at}${name}`);
}

/**
 * The response to the state-change request of a Pact verifier, `{ state, params, action }` or the older `{ states }`: 200
 * with the values that the state provides. A teardown changes nothing, for the next state starts from
 * an empty tenant. The journal does not hold it: it is no request of a client.
 *
 * @throws TypeError with the reason where the state cannot be set up.
 * **Source:** https://docs.pact.io/getting_started/provider_states
 */
export async function changeState(request: Request, emulator: Emulator): Promise<Response> {
  const change = asRecord(await readJson(request)) ?? {};
  const states = statesIn(change);
  if (change.action === 'teardown') return Response.json({});
  return Response.json(Object.assign({}, ...states.map((state) => setUpState(emulator, state))));
}

function statesIn({ state, states, params }: Readonly<Record<string, unknown>>): readonly ProviderState[] {
  // What they hold is checked where they are set up.
  if (Array.isArray(states) && states.length > 0) {
    return states.map((one) => (typeof one === 'string' ? { name: one } : { ...one }));
  }
  if (state === undefined && !Array.isArray(states)) {
    throw new TypeError(`The body is no state change. Send JSON such as {"state":"a connection exists","params":{}}.`);
  }
  return [{ name: state ?? '', params: params ?? {} } as ProviderState];
}
