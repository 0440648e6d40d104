import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { linuxProcesses, runMark } from '../../server/proxy/linux-processes.ts';

/** How a program ended. */
interface ProgramEnd {
  /** Its exit code; 128 and the number of the signal that ended it; 127 not found, 126 not executable. */
  readonly exitCode: number;
  /** Why it did not start, as a sentence. */
  readonly problem?: string;
}

/**
 * Runs a program in the process group of the terminal, with the standard streams of this process, until it ends. Signals
 * that this process gets are passed on to it.
 */
export async function runProgram(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ProgramEnd> {
  let child: ChildProcess | undefined;
  // Before the program starts: a signal right after that would end this process alone.
  const stopPassing = passSignals((signal) => child?.kill(signal));
  try {
    // Throws for some reasons why a program cannot start, and emits an error for the others.
    child = spawn(command, args, { stdio: 'inherit', env });
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { exitCode: code ?? 128 + constants.signals[signal ?? 'SIGKILL'] };
  } catch (error) {
    return notStarted(command, error as NodeJS.ErrnoException);
  } finally {
    stopPassing();
  }
}

function notStarted(command: string, { code, message }: NodeJS.ErrnoException): ProgramEnd {
  const name = JSON.stringify(command);
  if (code === 'ENOENT') {
    return { exitCode: 127, problem: `Cannot run ${name}: the command was not found. Check its name and PATH.` };
  }
  return { exitCode: 126, problem: `Cannot run ${name}: ${message}. Check that it is an executable file.` };
}

const passedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Milliseconds: a signal that comes again within this time is the same one, passed on by npm. */
const sameSignal = 1000;

/** Passes signals on: the first as it is, one that comes later as SIGKILL. Returns a function that ends it. */
function passSignals(kill: (signal: NodeJS.Signals) => void): () => void {
  let first: number | undefined;
  const pass = (signal: NodeJS.Signals) => {
    if (first !== undefined) {
      if (performance.now() - first > sameSignal) kill('SIGKILL');
      return;
    }
    first = performance.now();
    // A terminal sends SIGINT to every process of the group, so the program has it already.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) kill(signal);
  };
  for (const signal of passedSignals) process.on(signal, pass);
  return () => {
    for (const signal of passedSignals) process.off(signal, pass);
  };
}

/** Milliseconds that a process gets to end by itself. */
const timeToEnd = 2000;

/**
 * Ends the processes of a run that are still there, also those that have left its process group, and returns how many
 * there were. They are found by the mark in their environment, on Linux alone.
 */
export async function endRest(runId: string): Promise<number> {
  // Looked for twice, some time after the end: a process that is just replaced by another program has no environment.
  await sleep(100);
  const found = new Set(processesOf(runId));
  await sleep(50);
  for (const id of processesOf(runId)) found.add(id);
  signalAll(found, 'SIGTERM');
  for (let left = timeToEnd; left > 0 && processesOf(runId).length > 0; left -= 50) await sleep(50);
  signalAll(processesOf(runId), 'SIGKILL');
  return found.size;
}

function signalAll(pids: Iterable<number>, signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

function processesOf(runId: string): readonly number[] {
  const found = linuxProcesses(`${runMark}=${runId}`).filter(({ isMarked }) => isMarked);
  return found.map(({ id }) => id);
}
