import { format } from 'node:util';

/** A text that was printed while the client ran. */
export interface Print {
  /** Where, such as `console.log` or `process.stdout`. */
  readonly to: string;
  readonly text: string;
}

/** An error that nothing handled while the client ran, or a `process.exit` of the client. */
export interface Crash {
  readonly kind: 'unhandledRejection' | 'uncaughtException' | 'process.exit';
  readonly error: unknown;
}

interface CapturedOutput {
  readonly prints: Print[];
  stop(): void;
}

interface CapturedCrashes {
  readonly crashes: readonly Crash[];
  /** Records an error that was caught elsewhere, such as in the callback of a timer. */
  addCrash(error: unknown): void;
  stop(): void;
}

/**
 * Records what this process prints, and what would end it.
 *
 * @param isSecret whether a text must not be printed.
 */
export function captureProcess(isSecret: (text: string) => boolean): CapturedOutput & CapturedCrashes {
  const crashes = captureCrashes();
  const output = captureOutput(isSecret);
  return {
    ...crashes,
    ...output,
    stop() {
      output.stop();
      crashes.stop();
    },
  };
}

/** The same for a client that is another process. */
export function captureNothing(): CapturedOutput & CapturedCrashes {
  return { prints: [], crashes: [], addCrash() {}, stop() {} };
}

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group'] as const;
const streams = ['stdout', 'stderr'] as const;

/**
 * Records what is printed. It is printed all the same, unless it contains a secret.
 *
 * @param isSecret whether a text must not be printed.
 */
function captureOutput(isSecret: (text: string) => boolean): CapturedOutput {
  const prints: Print[] = [];
  // A console that writes to a stream is recorded once.
  let isWithin = false;
  const recording = (to: string, print: (...args: never[]) => unknown, textOf: (args: unknown[]) => string) =>
    function recorded(this: unknown, ...args: unknown[]): unknown {
      if (isWithin) return print.apply(this, args as never[]);
      isWithin = true;
      try {
        const text = textOf(args);
        prints.push({ to, text });
        return isSecret(text) ? true : print.apply(this, args as never[]);
      } finally {
        isWithin = false;
      }
    };

  const recorders = methods.map((name) => [
    name,
    recording(`console.${name}`, console[name], (args) => format(...args)),
  ]);
  const restore = [
    replace(console, Object.fromEntries(recorders)),
    ...streams.map((name) => {
      const { write } = process[name];
      return replace(process[name], { write: recording(`process.${name}`, write, ([chunk]) => textOfChunk(chunk)) });
    }),
  ];
  return {
    prints,
    stop() {
      for (const undo of restore) undo();
    },
  };
}

function textOfChunk(chunk: unknown): string {
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : String(chunk);
}

/** Records what would end the process. The test runner would report it without naming a test. */
function captureCrashes(): CapturedCrashes {
  const crashes: Crash[] = [];
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
  restore.push(replace(process, { exit }));
  return {
    crashes,
    addCrash: (error) => crashes.push({ kind: 'uncaughtException', error }),
    stop() {
      for (const undo of restore) undo();
    },
  };
}

/**
 * Replaces properties of an object, such as a global or a module of Node.
 *
 * @returns restores what was there.
 */
export function replace(target: object, replacements: Readonly<Record<string, unknown>>): () => void {
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
