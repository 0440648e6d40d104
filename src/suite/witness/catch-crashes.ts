import { replaced } from '../replaced.ts';

/** An error that nobody handled while the client ran, or an end of the process that the client asked for. */
export interface Crash {
  readonly kind: 'unhandledRejection' | 'uncaughtException' | 'process.exit';
  readonly error: unknown;
}

interface Caught {
  readonly crashes: readonly Crash[];
  /** Notes an error that was caught elsewhere, such as in the callback of a timer. */
  note(error: unknown): void;
  stop(): void;
}

const kinds = ['unhandledRejection', 'uncaughtException'] as const;

/** Catches what would end a process, in place of the runner, which would blame it on no test in particular. */
export function catchCrashes(): Caught {
  const crashes: Crash[] = [];
  const putBack = kinds.map((kind) => {
    const before = process.rawListeners(kind) as ((...args: unknown[]) => void)[];
    const listener = (error: unknown) => crashes.push({ kind, error });
    process.removeAllListeners(kind);
    process.on(kind, listener);
    return () => {
      process.off(kind, listener);
      for (const one of before) process.on(kind, one);
    };
  });
  const exit = (code: unknown = 0): never => {
    const error = new Error(`The client called process.exit(${code}).`);
    crashes.push({ kind: 'process.exit', error });
    throw error;
  };
  putBack.push(replaced(process, { exit }));
  return {
    crashes,
    note: (error) => crashes.push({ kind: 'uncaughtException', error }),
    stop() {
      for (const undo of putBack) undo();
    },
  };
}
