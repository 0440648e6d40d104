import { spawnSync } from 'node:child_process';
import { type LinuxProcess, linuxProcesses } from '../../server/proxy/linux-processes.ts';

/** A program with everything that it starts: a process group, and a mark in the environment of each. */
export interface ProcessGroup {
  /** The id of the program and of its group. */
  readonly id: number;
  /** `NAME=value`, which no other process has in its environment. */
  readonly mark: string;
}

/** How often processes are looked for and killed: one may start another meanwhile. */
const maxAttempts = 10;

/** Kills the program and everything that it has started, at once. */
export function killGroup(group: ProcessGroup): void {
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(group.id), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  kill(-group.id);
  if (process.platform !== 'linux') return;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const left = linuxProcessesOf(group);
    if (left.length === 0) return;
    for (const { id } of left) kill(id);
  }
}

/** The names of the processes of a group that run. On Linux those too that have left the group, by their environment. */
export function runningIn(group: ProcessGroup): readonly string[] {
  if (process.platform === 'linux') return linuxProcessesOf(group).map(({ name }) => name);
  return process.platform !== 'win32' && kill(-group.id, 0) ? ['a process'] : [];
}

/** Whether there was a process to send the signal to. */
function kill(id: number, signal: 0 | 'SIGKILL' = 'SIGKILL'): boolean {
  try {
    return process.kill(id, signal);
  } catch {
    return false;
  }
}

function linuxProcessesOf({ id, mark }: ProcessGroup): readonly LinuxProcess[] {
  return linuxProcesses(mark).filter(({ groupId, isMarked }) => groupId === id || isMarked);
}
