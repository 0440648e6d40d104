#!/usr/bin/env node
/** The command line. */
import { enableCompileCache } from 'node:module';

// The next start is about 20 ms faster.
enableCompileCache();
const { run } = await import('./program.ts');
process.exitCode = await run(process.argv);
