import type { Violation } from '../schemas/index.ts';
import type { SentRequest } from './sent-request.ts';

/** How the client came off the stage. */
export type Ending =
  | { readonly kind: 'returned' }
  | { readonly kind: 'threw'; readonly error: unknown }
  /** After so many milliseconds it had done neither. */
  | { readonly kind: 'hung'; readonly timeout: number };

/** What came of an interaction with a client. */
export interface Run {
  readonly graphUrl: string;
  readonly sent: readonly SentRequest[];
  /** The request of the interaction, if it was sent. */
  readonly own: SentRequest | undefined;
  /** The rules that it broke, if Pact did not accept it. */
  readonly violations: readonly Violation[];
  readonly ending: Ending;
  /** Why Pact's core did not accept it; undefined where it did. */
  readonly verdict: Error | undefined;
}
