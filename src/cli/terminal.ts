import { styleText } from 'node:util';
import { printableLines } from '../rules/index.ts';

export { printable, printableJson, printableLine, printableLines } from '../rules/index.ts';

type Style = Parameters<typeof styleText>[0];

/** The text in colour, where the stream is a terminal with colours; NO_COLOR and FORCE_COLOR apply. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}

/** Prints what went wrong to standard error: the message of an error, or the value itself as text. */
export function printError(error: unknown): void {
  console.error(paint('red', printableLines(error instanceof Error ? error.message : String(error)), process.stderr));
}

/** Prints a warning to standard error. */
export function printWarning(text: string): void {
  console.warn(paint('yellow', printableLines(text), process.stderr));
}

/** Two columns: names, and what belongs to each. */
export function twoColumns(rows: readonly (readonly [string, string])[], indent = ''): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${indent}${name.padEnd(width)}  ${text}`);
}

/** Shows how far a command is, and since when, in a line on the standard error where that is a terminal, until `stop`. */
export function showProgress(text: () => string) {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const start = performance.now();
  const update = () => {
    const seconds = Math.round((performance.now() - start) / 1000);
    process.stderr.write(`\r${paint('dim', `${text()} ${seconds} s`)}\u001b[K`);
  };
  update();
  const timer = setInterval(update, 1000);
  return {
    update,
    stop() {
      clearInterval(timer);
      process.stderr.write('\r\u001b[K');
    },
  };
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs an action at the first Ctrl+C, SIGTERM, or SIGHUP of a terminal that closes; the second ends the process, as it
 * does by default. Returns a function that takes the action back.
 */
export function onStopSignal(action: () => void): () => void {
  const forget = () => {
    for (const signal of stopSignals) process.off(signal, stop);
  };
  const stop = () => {
    forget();
    action();
  };
  for (const signal of stopSignals) process.on(signal, stop);
  return forget;
}
