import { questions } from './questions/index.ts';

/** Measures one question for bench.ts, in a process of its own: what others leave in the memory would slow it. */
const [name = ''] = process.argv.slice(2);
process.send?.(await questions[name]?.(), () => process.exit());
