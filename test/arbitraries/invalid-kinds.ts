import { invalidCreateRequest, invalidSchemaRequest } from '../../src/arbitraries/index.ts';
import { contexts } from './contexts.ts';

/** Each operation with each context that its bad requests differ in. */
export const kinds = [
  ...contexts.map((context) => ({ operation: 'createConnection', arbitrary: invalidCreateRequest, context }) as const),
  ...contexts.map((context) => ({ operation: 'updateSchema', arbitrary: invalidSchemaRequest, context }) as const),
].map((kind) => ({ ...kind, where: Object.values(kind.context).join(', ') }));
