import { defineConfig } from 'vitest/config';
import { unitProject } from './projects.ts';

/** The unit tests: what `npm test` runs. */
export default defineConfig({ ...unitProject, test: { ...unitProject.test, maxWorkers: '100%' } });
