import type { Emulator, ProviderState, ProviderStateValues } from '../../emulator/index.ts';
import { asRecord } from '../../rules/index.ts';
import { badOption, option, readOptions } from '../../schemas/index.ts';
import { jsonIn, readProblemOf } from '../../server/json-file.ts';
import type { Sleep } from '../../tenant/tenant-client.ts';
import { providerNames } from '../interaction.ts';
import { type BrokerOptions, requireBroker, rootOf } from './broker-options.ts';
import { exampleMeaning, requireStates, type StateTable } from './state-table.ts';

/** How a tenant of Graph is verified. */
export interface TenantOptions {
  /**
   * Whether interactions are verified too that are slow or may leave a connection behind whose id is unknown. Never
   * those about a connection that was there before. Default false.
   */
  readonly unsafe?: boolean;
  /** The longest wait for retries, and for a change that Graph makes later, in milliseconds. Default 600,000. */
  readonly waitMs?: number;
  /** Milliseconds between two polls, and before the first retry without Retry-After. Default 5,000. */
  readonly pollMs?: number;
  /** The clock. Default: the system's. */
  readonly now?: () => Date;
  /** Waits so many milliseconds of that clock; may end early when the signal aborts. Default: a timer. */
  readonly sleep?: Sleep;
}

/** The provider, the pacts, and how they are verified. */
export interface VerifyOptions {
  /** The provider, in memory. Either this or `graphUrl`. */
  readonly emulator?: Emulator;
  /** The root of the provider, in place of `https://graph.microsoft.com`. Either this or `emulator`. */
  readonly graphUrl?: string;
  /** Pact files of any version of the specification. These, those of the `broker`, or both. */
  readonly pacts?: readonly string[];
  /** Where to get pacts, and where to publish the results. */
  readonly broker?: BrokerOptions;
  /** Verifies the pacts of this provider alone. Default: that of the first file, else `providerNames.beta`. */
  readonly provider?: string;
  /** Takes the place of the pact's placeholder in each request that has a token. Is nowhere written down. */
  readonly accessToken?: string;
  /**
   * Where to ask for provider states, with Pact's own request `{ state, params, action }`. Default: where a server of
   * this kit serves it, `/_pact/provider-states` at the root of `graphUrl`.
   */
  readonly providerStatesUrl?: string;
  /** Brings the provider into a state, in place of the emulator's own way or a URL; what it returns goes to the pact. */
  readonly setUpState?: (
    state: ProviderState,
  ) => ProviderStateValues | undefined | Promise<ProviderStateValues | undefined>;
  /**
   * What the provider states of a team mean, by their names: a state of the kit, or, with an `emulator`, connections to
   * put and faults to plan. `${name}` stands for a param of the state in the pact. Not for a tenant.
   */
  readonly states?: StateTable;
  /** For a tenant of Graph: with an `accessToken`, and without `providerStatesUrl` and `setUpState`. */
  readonly tenant?: TenantOptions;
  /** The longest wait for a response in milliseconds, a whole number from 1. Default 30,000. */
  readonly timeoutMs?: number;
  /** Ends the verification early; what it created in a tenant is deleted all the same. */
  readonly signal?: AbortSignal;
}

/** The options, checked, with their defaults. */
export interface VerifySettings extends VerifyOptions {
  readonly files: readonly GivenPact[];
  readonly provider: string;
  readonly providerStatesUrl: string;
  readonly timeoutMs: number;
  readonly tenant: TenantOptions & Required<Pick<TenantOptions, 'unsafe' | 'waitMs' | 'pollMs'>>;
  /** Whether the kit sets up the states itself, by requests to Graph. */
  readonly isTenant: boolean;
}

const pactsAllowed = 'an array of pact files, such as ["pacts/consumer-provider.json"], or the option broker';

const verifyShape = {
  emulator: option.where((value) => typeof asRecord(value)?.fetch === 'function', 'what createEmulator returns'),
  graphUrl: option.text('a URL, such as "http://127.0.0.1:3000"'),
  pacts: option.array(option.text('a file'), pactsAllowed),
  broker: option.any(),
  provider: option.text('the name of the provider in the pacts'),
  accessToken: option.text('an access token'),
  providerStatesUrl: option.text('a URL, such as "http://127.0.0.1:3000/_pact/provider-states"'),
  setUpState: option.function('a function (state) that returns the values of the state'),
  states: option.record(`an object such as { "their name": ${exampleMeaning} }`),
  tenant: option.any(),
  timeoutMs: option.milliseconds(1),
  signal: option.where((value) => value instanceof AbortSignal, 'an AbortSignal'),
};

const tenantShape = {
  unsafe: option.flag(),
  waitMs: option.milliseconds(0),
  pollMs: option.milliseconds(1),
  now: option.function<() => Date>('a function that returns a Date'),
  sleep: option.function<Sleep>('a function (milliseconds, signal) that returns a Promise'),
};

/**
 * @param of the function that takes the options, for the error.
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function verifySettings(options: VerifyOptions, of: string): VerifySettings {
  readOptions(of, verifyShape, options);
  const tenant = readOptions(of, tenantShape, options.tenant, 'tenant');
  const { emulator, graphUrl, broker, timeoutMs = 30_000 } = options;
  if (emulator && graphUrl !== undefined) throw badOption('graphUrl', graphUrl, 'it or emulator, not both');
  if (!emulator && graphUrl === undefined)
    throw badOption('graphUrl', graphUrl, 'it or emulator: what is to be verified');
  if (options.pacts === undefined && broker === undefined) throw badOption('pacts', undefined, pactsAllowed);
  requireToken(options.accessToken);
  const { accessToken, setUpState, providerStatesUrl } = options;
  const isTenant = accessToken !== undefined && !emulator && !setUpState && providerStatesUrl === undefined;
  const root = graphUrl === undefined ? '' : rootOf('graphUrl', graphUrl);
  if (/\/(?:v1\.0|beta)$/i.test(root))
    throw badOption('graphUrl', graphUrl, 'the root of the provider, without a version');
  const statesUrl = providerStatesUrl ?? (root && `${new URL(root).origin}/_pact/provider-states`);
  if (providerStatesUrl !== undefined) rootOf('providerStatesUrl', providerStatesUrl);
  if (broker !== undefined) requireBroker(broker, of);
  if (isTenant && broker) throw new TypeError(brokerForTenant);
  if (isTenant && options.states) throw new TypeError(statesForTenant);
  if (options.states !== undefined) requireStates(options.states, emulator !== undefined);
  const files = filesOf(options);
  const provider = options.provider ?? files[0]?.provider ?? providerNames.beta;
  return {
    ...options,
    ...(root && { graphUrl: root }),
    files,
    provider,
    providerStatesUrl: statesUrl,
    timeoutMs,
    tenant: { unsafe: false, waitMs: 600_000, pollMs: 5_000, ...tenant },
    isTenant,
  };
}

const brokerForTenant =
  'The option broker.url does not go with a tenant: what is safe there is chosen from files. Use pact files; or, where the provider is none of Microsoft, the option providerStatesUrl or setUpState.';

const statesForTenant =
  'The option states does not go with a tenant: what is safe there is chosen by the names of the states. Leave it out, or verify an emulator or a server.';

function filesOf({ pacts = [], broker, provider }: VerifyOptions): readonly GivenPact[] {
  if (pacts.length === 0 && !broker) throw badOption('pacts', pacts, pactsAllowed);
  const all = pacts.map(readPact);
  const files = all.filter((pact) => provider === undefined || pact.provider === provider);
  if (all.length > 0 && files.length === 0) {
    const names = [...new Set(all.map((pact) => JSON.stringify(pact.provider)))].join(', ');
    throw badOption('provider', provider, `the provider of one of the pacts: ${names}`);
  }
  return files;
}

function requireToken(accessToken: string | undefined): void {
  if (accessToken === undefined || /^[\x21-\x7e]+$/.test(accessToken)) return;
  // Not the value: it holds a secret.
  throw new TypeError(
    'The option accessToken is empty, or holds what no token does. Use the token alone, without Bearer.',
  );
}

/** A pact as it stands in a file. */
export interface GivenPact {
  readonly file: string;
  readonly consumer: string;
  readonly provider: string;
  /** The whole, as it is. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** As they are, in the form of the pact's own specification; then its messages, where it lists them apart. */
  readonly interactions: readonly Readonly<Record<string, unknown>>[];
}

/** @throws TypeError naming the file that is missing, is not JSON, is not a pact, or contains no interaction. */
function readPact(file: string): GivenPact {
  const pact = asRecord(parsed(file)) ?? {};
  const consumer = asRecord(pact.consumer)?.name;
  const provider = asRecord(pact.provider)?.name;
  const lists = [pact.interactions, pact.messages].filter((list) => (list ?? undefined) !== undefined);
  const isPact = lists.length > 0 && lists.every((list) => Array.isArray(list));
  if (typeof consumer !== 'string' || !provider || typeof provider !== 'string' || !isPact) {
    throw badPact(file, 'is not a pact', 'A pact names its consumer and provider, and has interactions');
  }
  const interactions = lists.flat();
  if (interactions.length === 0) throw badPact(file, 'contains no interaction', 'Record the pact again');
  const index = interactions.findIndex((interaction) => !isReadable(interaction));
  if (index >= 0) throw badPact(file, `has something else at /interactions/${index}`, unreadable);
  return { file, consumer, provider, raw: pact, interactions };
}

const unreadable =
  'An interaction is an object, each of its provider states one with a name, and a status is a whole number';

function isReadable(interaction: unknown): boolean {
  const { providerStates, response } = asRecord(interaction) ?? { providerStates: [undefined] };
  // Pact's core reports no interaction at all for another status.
  const { status = 200 } = asRecord(response) ?? {};
  return (
    Number.isInteger(status) &&
    [providerStates ?? []].flat().every((state) => typeof asRecord(state)?.name === 'string')
  );
}

function parsed(file: string): unknown {
  let bytes: Uint8Array;
  try {
    // Not imported: that takes Node.js longer than all of this module.
    bytes = process.getBuiltinModule('node:fs').readFileSync(file);
  } catch (cause) {
    throw badPact(file, readProblemOf(cause), 'Give the paths of pact files, such as pacts/*.json', cause);
  }
  const { value, read, problem } = jsonIn(bytes);
  if (problem) throw badPact(file, problem.problem, problem.fix);
  // Pact's core, which reads the file itself, does not accept it.
  if (read.hasMark) throw badPact(file, 'begins with a byte order mark', 'Save it as UTF-8 without one');
  return value;
}

function badPact(file: string, what: string, fix: string, cause?: unknown): TypeError {
  return new TypeError(`The option pacts has ${file}, which ${what}. ${fix}.`, { cause });
}
