import { registerHooks } from 'node:module';

// TypeScript 7 has no compiler API yet: typedoc gets TypeScript 6.
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'typescript' ? 'typescript6' : specifier, context),
});
