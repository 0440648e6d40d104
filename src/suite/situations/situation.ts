import type { Builders } from '../../builders/index.ts';
import type { Emulator, EmulatorOptions, Fault, faults } from '../../emulator/index.ts';
import type { ApiVersion, OperationName, serviceRoots, TokenClaims } from '../../rules/index.ts';
import type { LiveCreateExternalConnection } from '../../schemas/index.ts';

/** What can be arranged before the client is called. */
export interface Preparation {
  readonly emulator: Emulator;
  /** Handed in, so that the list of situations loads without the emulator. */
  readonly faults: typeof faults;
  /** The first connection that the client is about to create. */
  readonly connection: LiveCreateExternalConnection;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** So many seconds; at most 1 where waiting takes real time. */
  readonly seconds: (seconds: number) => number;
}

/** A fault: by its name, with its defaults; as it is; or made for a run of the situation. */
type SituationFault = Exclude<keyof typeof faults, 'slow'> | Fault | ((preparation: Preparation) => Fault);

/** One situation of the suite, as data. */
export interface SituationData {
  /** Stable key, such as `throttled.once`. */
  readonly key: string;
  /** What differs from other situations first, then what a right client does: `429 → waits`. */
  readonly title: string;
  /** Overrides of a connection with id, name and description: the one to create. */
  readonly minimal?: Partial<LiveCreateExternalConnection>;
  /** The connections to create, each by a call of its own, all at once. Default: one plain connection. */
  readonly connections?: (build: Builders) => readonly LiveCreateExternalConnection[];
  /** The root of Graph in memory. Default: the global one. */
  readonly graphUrl?: (typeof serviceRoots)[number];
  /** The version that the client is asked to use, unless it promises another. Default `v1.0`. */
  readonly version?: ApiVersion;
  /** Default: a token that may create. */
  readonly token?: TokenClaims;
  /** The options of the emulator, from `seconds` as in a preparation. */
  readonly emulator?: (seconds: Preparation['seconds']) => EmulatorOptions;
  /** A fault for the first request of the operations in `on`. */
  readonly once?: SituationFault;
  /** A fault for every request of the operations in `on`. */
  readonly eachTime?: SituationFault;
  /** Default: the create. */
  readonly on?: OperationName | readonly OperationName[];
  readonly prepare?: (preparation: Preparation) => void;
  /** Whether it fails the look-up of a client that looks before it creates. Does not apply to others. */
  readonly isAboutLookUp?: boolean;
  /** Whether another connection of the same name exists. */
  readonly hasNamesake?: boolean;
  /** Whether it applies only to a client that registers a schema. */
  readonly isAboutSchema?: boolean;
  /** Whether its connections differ in their ids. */
  readonly hasOwnIds?: boolean;
  /** A property that the client has to take, or an id to add, or the situation does not apply. */
  readonly needs?: 'id' | 'searchSettings';
  /** The promised retries with which the client has to succeed. */
  readonly succeedsWith?: 'throttling' | 'outages';
}

/** Brings about the situation before the client is called. */
export function prepareSituation(situation: SituationData, preparation: Preparation): void {
  const { once, eachTime, on = 'createConnection', prepare } = situation;
  const { emulator } = preparation;
  if (once) emulator.plan(makeFault(once, preparation), { on, times: 1 });
  if (eachTime) emulator.plan(makeFault(eachTime, preparation), { on, times: Number.POSITIVE_INFINITY });
  prepare?.(preparation);
}

function makeFault(planned: SituationFault, preparation: Preparation): Fault {
  if (typeof planned === 'function') return planned(preparation);
  return typeof planned === 'string' ? preparation.faults[planned]() : planned;
}

/** Stores a connection like the one to create, but for the changes, which only one app can see. */
export function existing(app: string, changes: Partial<LiveCreateExternalConnection>) {
  return ({ emulator, connection }: Preparation): void => {
    emulator.put({ ...connection, configuration: { authorizedAppIds: [app] }, state: 'ready', ...changes });
  };
}

/** Situations as a table: what they have in common, and by key what each has of its own. */
export function situationsOf(
  rows: Readonly<Record<string, Omit<SituationData, 'key'>>>,
  common: Partial<SituationData> = {},
): readonly SituationData[] {
  return Object.entries(rows).map(([key, row]) => ({ key, ...common, ...row }));
}

/** The connection of every situation that is about something else: its id has capitals, which must be kept. */
const plain: LiveCreateExternalConnection = {
  id: 'ContosoHR2026',
  name: 'Contoso HR',
  description: 'Employees, teams and policies of Contoso',
};

/** The connections that the client has to create in a situation; the same in every run. */
export async function connectionsOf(situation: SituationData): Promise<readonly LiveCreateExternalConnection[]> {
  const { connections, minimal, version = 'v1.0' } = situation;
  if (!connections && !minimal) return [plain];
  const { createBuilders } = await import('../../builders/index.ts');
  const build = createBuilders({ seed: 2026, version });
  return connections?.(build) ?? [build.minimalCreateRequest(minimal)];
}

/** The app that the client acts for. */
export const appId = '0d9c3f5e-6b7a-4c1d-8e2f-5a4b3c2d1e0f';

/** In 2100. */
export const never = 4_102_444_800;

/**
 * The claims of the token of a situation: until the year 2100, with the roles that are given, or else with the permission
 * to create, unless the situation says otherwise.
 */
export function claimsFor({ token }: SituationData, roles: readonly string[] = []): TokenClaims {
  return {
    aud: 'https://graph.microsoft.com',
    exp: never,
    appid: appId,
    roles: roles.length > 0 ? [...roles] : ['ExternalConnection.ReadWrite.OwnedBy', 'ExternalItem.ReadWrite.OwnedBy'],
    ...token,
  };
}
