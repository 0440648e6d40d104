import { styleText } from 'node:util';
import { printable } from '../schemas/index.ts';

export { printable, printableJson, printableLine } from '../schemas/index.ts';

type Style = Parameters<typeof styleText>[0];

/** The text in colour, where the stream is a terminal with colours; NO_COLOR and FORCE_COLOR apply. */
export function paint(style: Style, text: string, stream: NodeJS.WriteStream = process.stdout): string {
  return styleText(style, text, { stream });
}

/** Prints what went wrong to standard error: the message of an error, or the value itself as text. */
export function printError(error: unknown): void {
  console.error(paint('red', printableLines(error instanceof Error ? error.message : String(error)), process.stderr));
}

/** A text of several lines with the control characters of each escaped: for messages of the kit that quote others. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}
