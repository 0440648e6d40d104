import type { ChildProcessByStdio, SpawnOptionsWithoutStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { asRecord, parseJson } from '../../rules/index.ts';
import { type LinuxProcess, linuxProcesses, peakMemoryOf, runMark } from '../../server/proxy/linux-processes.ts';
import { systemTime } from '../system-time.ts';
import { CannotRunError, CommandError } from './command-error.ts';

/** One run of a program. */
export interface RunningCommand {
  /** Resolves when the program itself has ended, whatever it has left. */
  readonly exited: Promise<void>;
  /** Resolves after the exit code 0, with the connection that it printed; rejects otherwise. */
  readonly result: Promise<unknown>;
  /** Ends the program and everything that it has started; resolves with the names of what it had left running. */
  readonly end: () => Promise<readonly string[]>;
}

interface CommandStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string | undefined;
  /** What it reads from its standard input. */
  readonly stdin: string;
  /** Called with what it prints. */
  readonly print: (stream: string, text: string) => void;
  /** Called, on Linux, with the bytes of memory that it has taken at most so far, with all that it has started. */
  readonly onMemory?: (bytes: number) => void;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** Characters that a program may print in one run. */
const maxOutput = 8 * 1024 * 1024;

/** Milliseconds for which output is waited for after the end: a process that was left may keep it open. */
const outputAfterEnd = 200;

/** Milliseconds within which what a program has started may end after it. */
const endsAfter = 500;

/**
 * Starts a program in a process group of its own.
 *
 * @throws CannotRunError where Node.js refuses to start it; for most reasons, the result rejects with it.
 */
export function startCommand({ command, args, env, cwd, stdin, print, onMemory }: CommandStart): RunningCommand {
  const id = crypto.randomUUID();
  const detached = process.platform !== 'win32';
  const child = spawnChild(command, args, { cwd, detached, env: { ...env, [runMark]: id }, windowsHide: true });
  const group = child.pid === undefined ? undefined : { id: child.pid, mark: `${runMark}=${id}` };
  const exited = exitOf(child);
  const closed = new Promise((resolve) => child.on('close', resolve));
  if (group && onMemory) watchMemory(child, onMemory);
  // A program need not read it.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const stdout = keepOutput(child.stdout, (text) => printed('stdout', text));
  const stderr = keepOutput(child.stderr, (text) => printed('stderr', text));
  let length = 0;
  let stopped: string | undefined;
  function printed(stream: string, text: string): void {
    if (stopped !== undefined) return;
    print(stream, text);
    length += text.length;
    if (length <= maxOutput || !group) return;
    stopped = `it was ended after it had printed more than ${maxOutput / 1024 / 1024} MB`;
    killGroup(group);
  }

  async function result(): Promise<unknown> {
    const exit = await exited;
    if (exit instanceof Error) throw cannotRun(command, exit);
    await Promise.race([closed, systemDelay(outputAfterEnd)]);
    const output = { stdout: stdout.text(), stderr: stderr.text() };
    if (exit.exitCode !== 0 || stopped) throw new CommandError({ ...exit, ...output, ...(stopped && { stopped }) });
    return printedConnection(output.stdout);
  }

  return {
    exited: exited.then(() => {}),
    result: result(),
    end: () => (group ? endGroup(child, group) : Promise.resolve([])),
  };
}

function spawnChild(command: string, args: readonly string[], options: SpawnOptionsWithoutStdio): Child {
  try {
    return process.getBuiltinModule('node:child_process').spawn(command, args, options);
  } catch (error) {
    // Such as ENOTDIR and ENAMETOOLONG.
    throw error instanceof Error ? cannotRun(command, error) : error;
  }
}

/** Milliseconds between two looks at the memory of a program: a short one is seen a few times. */
const memoryInterval = 40;

function watchMemory(child: Child, onMemory: (bytes: number) => void): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  onMemory(peakMemoryOf(child.pid));
  systemTime.setTimeout(() => watchMemory(child, onMemory), memoryInterval);
}

type Exit = { readonly exitCode: number | null; readonly signal: string | null } | NodeJS.ErrnoException;

function exitOf(child: Child): Promise<Exit> {
  return new Promise((resolve) => {
    child.on('error', resolve);
    child.on('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  });
}

function systemDelay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    systemTime.setTimeout(resolve, milliseconds);
  });
}

async function endGroup(child: Child, group: ProcessGroup): Promise<readonly string[]> {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  let left = hasEnded ? runningIn(group) : [];
  for (
    const until = systemTime.now() + endsAfter;
    left.length > 0 && systemTime.now() < until;
    left = runningIn(group)
  ) {
    await systemDelay(25);
  }
  if (!hasEnded || left.length > 0) killGroup(group);
  child.stdout.destroy();
  child.stderr.destroy();
  if (!hasEnded) await exitOf(child);
  return left;
}

function cannotRun(command: string, cause: NodeJS.ErrnoException): Error {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such program, or its folder does not exist. Fix: use its path, or a name that PATH finds',
    EACCES: 'it is not executable. Fix: name its interpreter, as in "python3 create.py", or chmod +x it',
  };
  const reason = reasons[cause.code ?? ''] ?? cause.message;
  return new CannotRunError(`Cannot run ${JSON.stringify(command)}: ${reason}.`, { cause });
}

/** Characters of each stream that are kept at its beginning, and at its end. */
const keptOutput = 64 * 1024;

function keepOutput(stream: Readable, onText: (text: string) => void): { readonly text: () => string } {
  let beginning = '';
  let end = '';
  stream.setEncoding('utf8');
  stream.on('error', () => {});
  stream.on('data', (text: string) => {
    const room = keptOutput - beginning.length;
    beginning += text.slice(0, room);
    end = (end + text.slice(room)).slice(-keptOutput);
    onText(text);
  });
  return { text: () => beginning + end };
}

/** The id and the state of the connection that a program has printed; whatever else it prints is its own. */
function printedConnection(stdout: string): unknown {
  const { id, state } = asRecord(parseJson(stdout)) ?? {};
  return typeof id === 'string' ? { id, ...(typeof state === 'string' && { state }) } : undefined;
}

/** A program with everything that it starts: a process group, and a mark in the environment of each. */
interface ProcessGroup {
  /** The id of the program and of its group. */
  readonly id: number;
  /** `NAME=value`, which no other process has in its environment. */
  readonly mark: string;
}

/** How often processes are looked for and killed: one may start another meanwhile. */
const maxAttempts = 10;

/** Kills the program and everything that it has started, at once. */
function killGroup(group: ProcessGroup): void {
  if (process.platform === 'win32') {
    process
      .getBuiltinModule('node:child_process')
      .spawnSync('taskkill', ['/pid', String(group.id), '/t', '/f'], { stdio: 'ignore' });
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
function runningIn(group: ProcessGroup): readonly string[] {
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
