import { describe } from 'vitest';
import { root } from '../projects.ts';
import { writeExamples } from './examples.ts';

describe.for(writeExamples(root))('$name', async ({ path }) => {
  await import(path);
});
