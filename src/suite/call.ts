import type { LiveCreateExternalConnection } from '../schemas/index.ts';
import type { ChildProcessInput, ClientInput, SuiteClient, SuiteOptions } from './options.ts';
import type { SentRequest } from './transport.ts';

/** How a call of the client ended. */
export type Ending =
  | { readonly kind: 'resolved'; readonly value: unknown }
  | { readonly kind: 'rejected'; readonly error: unknown }
  | { readonly kind: 'pending' };

/** One call of the client. */
export interface Call {
  /** The connection to create, with the properties that the client adds. */
  readonly wanted: LiveCreateExternalConnection;
  /** The connection that the client was given, as it was. */
  readonly handed: LiveCreateExternalConnection;
  /** The same, as the client left it. */
  readonly given: LiveCreateExternalConnection;
  readonly ending: Ending;
  /** The requests that had a response when the call ended. */
  readonly known: readonly SentRequest[];
}

/** The properties of a connection that the client takes, and does not add itself. */
export function handedTo({ takes, adds = {} }: SuiteOptions, connection: LiveCreateExternalConnection) {
  const isTaken = (name: string) => (takes ? takes !== 'none' && takes.some((one) => one === name) : !(name in adds));
  const entries = Object.entries(connection).filter(([name]) => isTaken(name));
  // The suite requires id and name of no client: one that makes them up cannot take them.
  return copyOf(Object.fromEntries(entries) as unknown as LiveCreateExternalConnection);
}

interface Caller {
  readonly client: SuiteClient;
  readonly input: Omit<ClientInput, 'connection'>;
  readonly child: ChildProcessInput;
  readonly adds: SuiteOptions['adds'];
  /** The requests so far. */
  readonly requests: readonly SentRequest[];
}

/** Calls the client. `current` is replaced when the call ends. */
export function startCall(
  handed: LiveCreateExternalConnection,
  { client, input, child, adds, requests }: Caller,
): { current: Call } {
  const given = copyOf(handed);
  const call: { current: Call } = {
    current: { wanted: { ...handed, ...adds }, handed, given, ending: { kind: 'pending' }, known: [] },
  };
  const end = (ending: Ending) => {
    call.current = { ...call.current, ending, known: requests.filter(({ response }) => response) };
  };
  const calling = async () => client({ ...input, connection: given }, child);
  calling().then(
    (value) => end({ kind: 'resolved', value }),
    (error: unknown) => end({ kind: 'rejected', error }),
  );
  return call;
}

/** Not structuredClone: in the sandbox of jest, its objects have other prototypes than all other objects there. */
function copyOf(connection: LiveCreateExternalConnection): LiveCreateExternalConnection {
  return JSON.parse(JSON.stringify(connection));
}
