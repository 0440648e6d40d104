import { createEmulator } from 'external-connection-testkit/emulator';
import { blockUnhandled, handlersFor, loopback } from 'external-connection-testkit/msw';
import { setupWorker } from 'msw/browser';

export const graph = createEmulator();
await setupWorker(...handlersFor(graph), loopback).start(blockUnhandled);
