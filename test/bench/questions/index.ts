import type { Question } from '../row.ts';
import { builders } from './builders.ts';
import { bundles } from './bundles.ts';
import { contracts } from './contracts.ts';
import { emulator } from './emulator.ts';
import { firstUse } from './first-use.ts';
import { growth } from './growth.ts';
import { handlers } from './handlers.ts';
import { imports } from './imports.ts';
import { items } from './items.ts';
import { server } from './server.ts';
import { suite } from './suite.ts';
import { validation } from './validation.ts';

/** The questions of the benchmark by name. */
export const questions: Readonly<Record<string, Question>> = {
  handlers,
  emulator,
  builders,
  validation,
  server,
  imports,
  firstUse,
  bundles,
  suite,
  contracts,
  growth,
  items,
};
