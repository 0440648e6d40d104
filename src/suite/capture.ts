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
  const restore = [...recordCrashes(crashes), ...recordPrints(record), recordWrites(record)];
  return {
    prints,
    crashes,
    /** Records an error that was caught elsewhere, such as in the callback of a timer. */
    addCrash: (error: unknown): void => void crashes.push({ kind: 'uncaughtException', error }),
    stop(): void {
      for (const undo of restore.toReversed()) undo();
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

function recordPrints(record: RecordPrint): Undo[] {
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

  const recorders = methods.map((name) => [
    name,
    recording(`console.${name}`, console[name], (args) => format(...args)),
  ]);
  return [
    replace(console, Object.fromEntries(recorders)),
    ...streams.map((name) => {
      const { write } = process[name];
      return replace(process[name], { write: recording(`process.${name}`, write, ([chunk]) => textOfChunk(chunk)) });
    }),
  ];
}

/** Records what loggers such as pino write past the streams of the process, with asterisks in place of a secret. */
function recordWrites(record: RecordPrint): Undo {
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
  return replaceEach([fs, { write: recording(fs.write), writeSync: recording(fs.writeSync) }]);
}

function textOfChunk(chunk: unknown): string {
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : String(chunk);
}

/** The test runner would report what ends the process without naming a test. */
function recordCrashes(crashes: Crash[]): Undo[] {
  const restore = (['unhandledRejection', 'uncaughtException'] as const).map((kind) => {
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
  return [...restore, replace(process, { exit })];
}

type Replacements = Readonly<Record<string, unknown>>;

/**
 * Replaces properties of globals and of modules of Node, also for code that imports them by name.
 *
 * @returns restores what was there.
 */
export function replaceEach(...pairs: readonly (readonly [target: object, replacements: Replacements])[]): Undo {
  const restore = pairs.map(([target, replacements]) => replace(target, replacements));
  syncBuiltinESMExports();
  return () => {
    for (const undo of restore) undo();
    syncBuiltinESMExports();
  };
}

function replace(target: object, replacements: Replacements): Undo {
  const before = Object.keys(replacements).map(
    (name) => [name, Object.getOwnPropertyDescriptor(target, name)] as const,
  );
  for (const [name, value] of Object.entries(replacements)) {
    Object.defineProperty(target, name, { configurable: true, enumerable: true, writable: true, value });
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(target, name, descriptor);
      else Reflect.deleteProperty(target, name);
    }
  };
}
