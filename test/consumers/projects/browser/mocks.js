import { createEmulator } from 'external-connection-testkit/emulator';
import { blockUnhandled, handlersFor, loopback } from 'external-connection-testkit/msw';
import { setupWorker } from 'msw/browser';

export const graph = createEmulator();

/** Resolves once the page's requests to Graph go to the emulator; `loopback` lets those to the server of the page through. */
export function startMocks() {
  return setupWorker(...handlersFor(graph), loopback).start(blockUnhandled);
}
