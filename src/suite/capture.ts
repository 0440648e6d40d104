import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { format } from 'node:util';

/** A text that was printed while the client ran. */
export interface Print {
  /** Where, such as `console.log` or `process.stdout`. */
  readonly to: string;
  readonly text: string;
  readonly isSecret: boolean;
}

/** An error that nothing handled while the client ran, or a `process.exit` of the client. */
export interface Crash {
  readonly kind: 'unhandledRejection' | 'uncaughtException' | 'process.exit';
  readonly error: unknown;
}

/**
 * Records what this process prints, and what would end it. It is printed all the same, unless it contains a secret.
 *
 * @param isSecret whether a text must not be printed.
 */
export function captureProcess(isSecret: (text: string) => boolean) {
  const prints: Print[] = [];
  const crashes: Crash[] = [];
  const record: RecordPrint = (to, text) => {
    const print = { to, text, isSecret: isSecret(text) };
    prints.push(print);
    return print.isSecret;
  };
  const restore = [
    replaceEach([process, { exit: exitOf(crashes) }], ...printersOf(record), [fs, writersOf(record)]),
    ...recordCrashes(crashes),
  ];
  return {
    prints,
    crashes,
    /** Records an error that was caught elsewhere, such as in the callback of a timer. */
    addCrash: (error: unknown): void => void crashes.push({ kind: 'uncaughtException', error }),
    stop(): void {
      for (const undo of restore) undo();
    },
  };
}

/** The same for a client that is another process. */
export function captureNothing(): ReturnType<typeof captureProcess> {
  return { prints: [], crashes: [], addCrash() {}, stop() {} };
}

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group'] as const;
const streams = ['stdout', 'stderr'] as const;

type Undo = () => void;

/** Records a text; returns whether it must not be printed. */
type RecordPrint = (to: string, text: string) => boolean;

function printersOf(record: RecordPrint): Replacement[] {
  // A console that writes to a stream is recorded once.
  let isWithin = false;
  const recording = (to: string, print: (...args: never[]) => unknown, textOf: (args: unknown[]) => string) =>
    function recorded(this: unknown, ...args: unknown[]): unknown {
      if (isWithin) return print.apply(this, args as never[]);
      isWithin = true;
      try {
        if (!record(to, textOf(args))) return print.apply(this, args as never[]);
        // A stream calls back once it has written, if only nothing.
        return to.startsWith('process') ? print.apply(this, ['', ...args.slice(1)] as never[]) : undefined;
      } finally {
        isWithin = false;
      }
    };

  return [
    ...methods.map((name): Replacement => {
      const print = recording(`console.${name}`, console[name], (args) => format(...args));
      return [console, { [name]: print }];
    }),
    ...streams.map((name): Replacement => {
      const write = recording(`process.${name}`, process[name].write, ([chunk]) => textOfChunk(chunk));
      return [process[name], { write }];
    }),
  ];
}

/** Records what loggers such as pino write past the streams of the process, with asterisks in place of a secret. */
function writersOf(record: RecordPrint) {
  const recording = (write: (...args: never[]) => unknown) =>
    new Proxy(write, {
      apply(target, self, [descriptor, chunk, ...rest]: unknown[]) {
        const stream = streams[Number(descriptor) - 1];
        if (!stream) return Reflect.apply(target, self, [descriptor, chunk, ...rest]);
        const text = textOfChunk(chunk);
        const cover = '*'.repeat(Buffer.byteLength(text));
        const covered = typeof chunk === 'string' ? cover : Buffer.from(cover);
        return Reflect.apply(target, self, [descriptor, record(`process.${stream}`, text) ? covered : chunk, ...rest]);
      },
    });
  return { write: recording(fs.write), writeSync: recording(fs.writeSync) };
}

function textOfChunk(chunk: unknown): string {
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : String(chunk);
}

/** The test runner would report what ends the process without naming a test. */
function recordCrashes(crashes: Crash[]): Undo[] {
  return (['unhandledRejection', 'uncaughtException'] as const).map((kind) => {
    const before = process.rawListeners(kind) as ((...args: unknown[]) => void)[];
    const listener = (error: unknown) => crashes.push({ kind, error });
    process.removeAllListeners(kind);
    process.on(kind, listener);
    return () => {
      process.off(kind, listener);
      for (const one of before) process.on(kind, one);
    };
  });
}

function exitOf(crashes: Crash[]) {
  return (code: unknown = 0): never => {
    const error = new Error(`The client called process.exit(${code}).`);
    crashes.push({ kind: 'process.exit', error });
    throw error;
  };
}

/** An object, and the properties that replace its own. */
export type Replacement = readonly [target: object, values: Readonly<Record<string, unknown>>];

/**
 * Replaces properties of globals and of modules of Node, also for code that imports them by name.
 *
 * @returns restores what was there.
 */
export function replaceEach(...replacements: readonly Replacement[]): Undo {
  const restore = replacements.flatMap(([target, values]) =>
    Object.entries(values).map(([name, value]) => {
      const before = Object.getOwnPropertyDescriptor(target, name);
      Object.defineProperty(target, name, { configurable: true, enumerable: true, writable: true, value });
      return () => (before ? Object.defineProperty(target, name, before) : Reflect.deleteProperty(target, name));
    }),
  );
  syncBuiltinESMExports();
  return () => {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  };
}
