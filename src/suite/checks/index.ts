/** The checks of a run: what was sent, when, how it ended, and what leaked. */
import { type Found, findingOf } from '../findings.ts';
import type { Run } from '../record-run.ts';
import { checkLeaks } from './leaks.ts';
import { checkOutcome } from './outcome.ts';
import { checkLookUps, checkPace } from './pace.ts';
import { checkRequests } from './requests.ts';

export { evidenceOf } from './evidence.ts';
export { libraryLeakOf } from './leaks.ts';
export { ignoresUnreadable } from './pace.ts';
export { isCreate, isLookUp } from './requests.ts';
export { stringsIn } from './strings-in.ts';

/** Everything that a client did wrong, causes before consequences. */
export function checkRun(run: Run): readonly Found[] {
  const [host] = run.blockedHosts;
  if (host)
    return [findingOf('sent.unseen', 'fetch, XMLHttpRequest, node:http or node:https', `a connection to ${host}`)];
  const all = [
    ...checkRequests(run),
    ...checkPace(run),
    ...checkLookUps(run),
    ...checkLeaks(run),
    ...checkOutcome(run),
  ];
  // A client of the public cloud alone fails there in every way: one finding says it.
  const publicRoot = all.find(({ kind }) => kind === 'sent.publicRoot');
  if (publicRoot) return [publicRoot];
  // The same mistake in each of several attempts is one finding.
  return all.filter((one, index) => all.findIndex((other) => isSame(one, other)) === index);
}

function isSame(one: Found, other: Found): boolean {
  return one.kind === other.kind && one.received === other.received;
}
