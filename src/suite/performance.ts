import type { LiveCreateExternalConnection } from '../schemas/index.ts';
import type { SuiteOptions } from './client.ts';
import type { Scene } from './scene.ts';
import type { Crash, Print, Secret } from './witness/index.ts';
import type { Sent } from './world/index.ts';

/** How a call of the client ended. */
export type Ending =
  | { readonly kind: 'resolved'; readonly value: unknown }
  | { readonly kind: 'rejected'; readonly error: unknown }
  /** It did not, although nothing was left to wait for. */
  | { readonly kind: 'pending' };

/** One call of the client. */
export interface Call {
  readonly asked: LiveCreateExternalConnection;
  /** The copy of it that the client was given, as it left it. */
  readonly given: LiveCreateExternalConnection;
  readonly ending: Ending;
  /** The requests that had been answered when it ended. */
  readonly heard: readonly Sent[];
}

/** Everything that was seen of a client in one situation. */
export interface Performance {
  readonly scene: Scene;
  readonly options: SuiteOptions;
  readonly graphUrl: string;
  readonly secret: Secret;
  readonly calls: readonly Call[];
  readonly sent: readonly Sent[];
  readonly prints: readonly Print[];
  readonly crashes: readonly Crash[];
  /** Whether it sent more requests than any client that means to end. */
  readonly isEndless: boolean;
  /** Milliseconds after which the suite, and not the client, gave up a request without an answer. */
  readonly gaveUpAfter: number | undefined;
}
