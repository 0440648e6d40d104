import type { Profile } from '../rules/index.ts';
import type { SchemaOptions } from '../schemas/index.ts';
import type { ErrorCode } from './to-be-graph-error.ts';
import type { ExpectedConnection } from './to-have-created-connection.ts';
import type { NoViolationsOptions } from './to-have-no-violations.ts';

/** What stands for a value inside `toEqual` and its like. */
export interface AsymmetricMatch {
  asymmetricMatch(other: unknown): boolean;
}

/**
 * The assertions that `matchers` add to a runner's `expect`.
 *
 * @template Result what an assertion of that runner returns: nothing, or a promise after `resolves` and `rejects`.
 */
export interface GraphMatchers<Result> {
  /**
   * The body breaks no rule of a create request. Judged is what JSON.stringify makes of it.
   *
   * @param options profile (default `documented`), version (default `beta`) and switches; or the profile alone.
   */
  toBeValidCreateRequest(options?: Profile | SchemaOptions): Result;
  /** The parsed body is a connection as Graph answers it; members that Graph may add pass. */
  toBeExternalConnection(): Result;
  /**
   * The value is an error of Graph, or carries one: a parsed body; a Response, which can still be read; the GraphError of
   * the Graph client; the plain object that SDKs made by kiota throw; an AxiosError; an Error with such a cause.
   * Of a Response it takes a moment: await the assertion.
   *
   * @param code what `error.code` is, such as `NameAlreadyExists`. Default: any.
   */
  toBeGraphError(code?: ErrorCode): Result;
  /**
   * A request to the emulator created a connection like that, even where the answer did not say so. What
   * `emulator.put` stored does not count; a later update or delete changes nothing.
   *
   * @param expected members with their values or asymmetric matchers, compared as toMatchObject does.
   */
  toHaveCreatedConnection(expected: ExpectedConnection): Result;
  /** Requests to the emulator created so many connections, those included that are deleted by now. */
  toHaveCreatedExactly(number: number): Result;
  /**
   * Each retry came as late as the Retry-After of the try before asked for, and there was one. By the emulator's clock.
   * Throws where no answer had Retry-After.
   */
  toHaveWaitedRetryAfter(): Result;
  /** No request was refused for what it was. Faults do not count, nor does a GET of what is not there. */
  toHaveNoViolations(options?: NoViolationsOptions): Result;
}
