#!/usr/bin/env node
/** The command line: a server, a checker and a builder for whoever has no test runner at hand. */
import { enableCompileCache } from 'node:module';

// The next start takes some 20 ms less.
enableCompileCache();
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv);
