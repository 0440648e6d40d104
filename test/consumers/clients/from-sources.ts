import { registerHooks } from 'node:module';

/** Preloaded into a process, lets it find the package by its own name in `src/`, so that none meets an old build. */
registerHooks({
  resolve(specifier, context, next) {
    const [, room] = /^external-connection-testkit(?:\/(\w+))?$/.exec(specifier) ?? [];
    if (!specifier.startsWith('external-connection-testkit')) return next(specifier, context);
    return next(new URL(`../../../src/${room ? `${room}/` : ''}index.ts`, import.meta.url).href, context);
  },
});
