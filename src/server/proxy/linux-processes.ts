import { readdirSync, readFileSync } from 'node:fs';

/** A process that runs. */
export interface LinuxProcess {
  readonly id: number;
  readonly name: string;
  readonly groupId: number;
  /** Whether its environment has the mark that was looked for. */
  readonly isMarked: boolean;
}

/**
 * The processes of this machine that run, read from /proc; none on another system than Linux.
 *
 * @param mark `NAME=value`, as it stands in the environment of a process.
 */
export function linuxProcesses(mark: string): readonly LinuxProcess[] {
  if (process.platform !== 'linux') return [];
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => {
    const stat = textOf(`/proc/${id}/stat`);
    const end = stat.lastIndexOf(')');
    const [state, , groupId] = stat.slice(end + 2).split(' ');
    // One that has ended stays in the list until its parent has seen it.
    if (end < 0 || state === 'Z' || state === 'X') return [];
    const isMarked = textOf(`/proc/${id}/environ`).split('\0').includes(mark);
    return [{ id: Number(id), name: stat.slice(stat.indexOf('(') + 1, end), groupId: Number(groupId), isMarked }];
  });
}

/** Empty where the process has ended, or belongs to another user. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
