/** What both majors of MSW have in a handler. */
interface AnyHandler {
  readonly info: unknown;
}

/** The message for a workspace with two majors of MSW. */
const twoMajors =
  'Two majors of MSW are in use: one by external-connection-testkit, the other by this server or handler. Install one major in the whole workspace; `npm ls msw` lists who asks for which.';

/**
 * Makes a server of MSW 3 fail with a clear error when the handler is one of MSW 2: the server calls a method of each
 * handler that those of MSW 2 do not have. Returns the handler.
 */
export function requireOneMajor<H extends AnyHandler>(handler: H): H {
  return isOfMsw3(handler) ? handler : Object.defineProperty(handler, 'dispose', { value: failToDispose });
}

/**
 * Checks that the handlers of a user were made by the major of MSW that this module imports.
 *
 * @throws TypeError where one was not.
 */
export function requireMajorOf(own: object, handlers: readonly object[]): void {
  if (handlers.some((handler) => isOfMsw3(handler) !== isOfMsw3(own))) {
    throw new TypeError(`The option handlers has a handler of another MSW. ${twoMajors}`);
  }
}

function isOfMsw3(handler: object): boolean {
  return 'dispose' in handler && handler.dispose !== failToDispose;
}

function failToDispose(): never {
  throw new Error(twoMajors);
}
