/** The emulator as MSW handlers, for Node and the browser, and the guard that lets no request out. @packageDocumentation */
export { assertBlocked } from './assert-blocked.ts';
export { blockUnhandled } from './block-unhandled.ts';
export { type HandlerOptions, handlers, handlersFor } from './handlers.ts';
export { loginHandlers, loginHandlersFor } from './login-handlers.ts';
export { loopback } from './loopback.ts';
