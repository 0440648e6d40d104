import { registerHooks } from 'node:module';

/** Gives every import of `msw`, the kit's too, the older major: for `node --import`. */
registerHooks({
  resolve: (specifier, context, next) => next(specifier.replace(/^msw(?=\/|$)/, 'msw2'), context),
});
