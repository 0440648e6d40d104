/**
 * The error of a request that the guard refused. `code` and `errno` mark it as an error of Node: MSW hands such an
 * error to the client, where it would turn any other into a response with status 500.
 */
export class BlockedRequestError extends Error {
  static readonly code = 'ERR_BLOCKED_BY_GUARD';
  override readonly name = 'BlockedRequestError';
  readonly code = BlockedRequestError.code;
  readonly errno = undefined;
}
