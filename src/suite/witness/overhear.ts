import { format } from 'node:util';
import { replaced } from '../replaced.ts';

/** Something that was printed while the client ran. */
export interface Print {
  /** Where, such as `console.log` or `process.stdout`. */
  readonly to: string;
  readonly text: string;
}

interface Overheard {
  readonly prints: readonly Print[];
  stop(): void;
}

const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group'] as const;
const streams = ['stdout', 'stderr'] as const;

/**
 * Listens to what is printed. It is printed all the same, unless it holds a secret.
 *
 * @param isSecret whether a text must not be printed.
 */
export function overhear(isSecret: (text: string) => boolean): Overheard {
  const prints: Print[] = [];
  let isWithin = false;

  /** A console that writes to a stream is heard once. */
  const listening = (to: string, print: (...args: never[]) => unknown, textOf: (args: unknown[]) => string) =>
    function listened(this: unknown, ...args: unknown[]): unknown {
      if (isWithin) return print.apply(this, args as never[]);
      const text = textOf(args);
      prints.push({ to, text });
      if (isSecret(text)) return true;
      isWithin = true;
      try {
        return print.apply(this, args as never[]);
      } finally {
        isWithin = false;
      }
    };

  const listeners = methods.map((name) => [
    name,
    listening(`console.${name}`, console[name], (args) => format(...args)),
  ]);
  const putBack = [
    replaced(console, Object.fromEntries(listeners)),
    ...streams.map((name) => {
      const { write } = process[name];
      return replaced(process[name], { write: listening(`process.${name}`, write, ([chunk]) => textOfChunk(chunk)) });
    }),
  ];
  return {
    prints,
    stop() {
      for (const undo of putBack) undo();
    },
  };
}

function textOfChunk(chunk: unknown): string {
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString() : String(chunk);
}
