import type { ProviderState, ProviderStateValues } from '../../emulator/index.ts';

/** What is verified: it can be brought into a state, and asked. */
export interface Provider {
  /** Called before each interaction, ahead of its states. */
  begin?(): Promise<void>;
  /**
   * Brings it into a state; an empty name stands for an interaction that has none.
   *
   * @throws Error saying why the interaction cannot take place.
   */
  setUp(state: ProviderState): Promise<ProviderStateValues>;
  /** @throws Error saying why there is no response. */
  ask(request: ProviderRequest): Promise<Response>;
}

/** A request of a pact, before it has a root and a token of its own. */
export interface ProviderRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}
