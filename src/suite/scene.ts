import { type Builders, createBuilders } from '../builders/index.ts';
import type { Emulator, EmulatorOptions } from '../emulator/index.ts';
import type { ApiVersion, serviceRoots, TokenClaims } from '../rules/index.ts';
import type { LiveCreateExternalConnection } from '../schemas/index.ts';

/** What may be arranged before the client is called. */
export interface Stage {
  readonly emulator: Emulator;
  /** What the client is about to ask for. */
  readonly connection: LiveCreateExternalConnection;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
  /** So many seconds; at most 1 where the client's waiting takes its time. */
  readonly seconds: (seconds: number) => number;
}

/** One scene of the suite, as data. */
export interface Scene {
  /** Names it for ever, such as `throttled.once`. */
  readonly key: string;
  /** What the service does, in a few words. */
  readonly title: string;
  /** What the client is asked to create, each by a call of its own, all at once. Default: one plain connection. */
  readonly asks?: (build: Builders) => readonly LiveCreateExternalConnection[];
  /** The root of Graph that the client is given in memory. Default: the global one. */
  readonly graphUrl?: (typeof serviceRoots)[number];
  /** What the client is told to use, unless it promises another. Default `v1.0`. */
  readonly version?: ApiVersion;
  /** Default: a token that may create. */
  readonly token?: TokenClaims;
  readonly emulator?: EmulatorOptions;
  readonly prepare?: (stage: Stage) => void;
  /** The promise to retry under which the client has to succeed. */
  readonly succeedsWith?: 'throttling' | 'outages';
}

/** The connection of every scene that is about something else: its id keeps its letter case, as ids do. */
const plain: LiveCreateExternalConnection = {
  id: 'ContosoHR2026',
  name: 'Contoso HR',
  description: 'Employees, teams and policies of Contoso',
};

/** What the client is asked for in a scene; the same in every run. */
export function asksOf({ asks, version = 'v1.0' }: Scene): readonly LiveCreateExternalConnection[] {
  return asks?.(createBuilders({ seed: 2026, version })) ?? [plain];
}

/** What the token of a scene says. */
export function tokenOf({ token }: Scene): TokenClaims {
  return { ...permitted, ...token };
}

/** The app that the client acts for. */
export const appId = '0d9c3f5e-6b7a-4c1d-8e2f-5a4b3c2d1e0f';

/** Until the year 2100. */
const permitted: TokenClaims = {
  aud: 'https://graph.microsoft.com',
  exp: 4_102_444_800,
  appid: appId,
  roles: ['ExternalConnection.ReadWrite.OwnedBy'],
};
