import { readdirSync, readFileSync } from 'node:fs';

/** The variable that marks every process of a run, also one that has left its group. */
export const runMark = 'EXTERNAL_CONNECTION_TESTKIT_RUN';

/** A process that runs. `isMarked` says whether its environment has the mark that was looked for. */
export type LinuxProcess = ReturnType<typeof linuxProcesses>[number];

/**
 * The processes of this machine that run, read from /proc; none on another system than Linux.
 *
 * @param mark `NAME=value`, as it stands in the environment of a process.
 */
export function linuxProcesses(mark: string) {
  if (process.platform !== 'linux') return [];
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    const stat = readText(`/proc/${id}/stat`);
    const end = stat.lastIndexOf(')');
    const [state, , groupId] = stat.slice(end + 2).split(' ');
    // One that has ended stays in the list until its parent has seen it.
    if (end < 0 || state === 'Z' || state === 'X') return [];
    const isMarked = readText(`/proc/${id}/environ`).split('\0').includes(mark);
    return [{ id: Number(id), name: stat.slice(stat.indexOf('(') + 1, end), groupId: Number(groupId), isMarked }];
  });
}

/**
 * The largest resident memory in bytes that a process and those that it has started have had so far, each its own peak;
 * 0 where it has ended, and on another system than Linux.
 */
export function peakMemoryOf(id: number | string): number {
  if (process.platform !== 'linux') return 0;
  const [, kilobytes = 0] = /^VmHWM:\s*(\d+) kB$/m.exec(readText(`/proc/${id}/status`)) ?? [];
  const children = readText(`/proc/${id}/task/${id}/children`).split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + peakMemoryOf(child), Number(kilobytes) * 1024);
}

/** Empty where the process has ended, or belongs to another user. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
