import { correctClients, defectiveClients } from './clients.ts';
import { judge, judgeUntilBlamed, type Verdict } from './judge.ts';

/**
 * Judges every n-th client, and sends each verdict to the process that started this one, for the suite needs a
 * process for itself. Usage: fork with the number of this share, from 0, and the number of shares.
 */
const [share, shares] = process.argv.slice(2).map(Number);
const isMine = (_: unknown, index: number) => index % (shares ?? 1) === share;
const send = (verdict: Verdict) => process.send?.(verdict);

// They print as they like; what matters of that is in the verdict.
for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) console[method] = () => {};
process.stderr.write = () => true;

for (const known of correctClients.filter(isMine)) send(await judge(known));
for (const known of defectiveClients.filter(isMine)) send(await judgeUntilBlamed(known));
process.disconnect();
