import { fileURLToPath } from 'node:url';
import { consumers } from './consumer.ts';
import { runConsumer } from './run-consumer.ts';
import { runJobs } from './run-jobs.ts';

/** Every project of ../projects with the packed kit: `npm run consumers`, or with names only those. */
await runJobs(
  consumers().map((consumer) => ({
    name: consumer.name,
    title: `${consumer.name}: ${consumer.manifest.description}`,
    run: (tarball) => runConsumer(consumer, tarball),
  })),
  { file: fileURLToPath(new URL('results.json', import.meta.url)), update: 'npm run consumers -- --update' },
);
