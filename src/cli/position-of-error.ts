/** Where a person finds a character of a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * The place at which a text stops being JSON. V8 names it for some errors and not for others, so it is searched: up
 * to there, JSON.parse complains about the end of the text alone.
 */
export function positionOfError(text: string): Position {
  let readable = 0;
  let length = text.length;
  while (readable < length) {
    const middle = Math.ceil((readable + length) / 2);
    if (couldGoOn(text.slice(0, middle))) readable = middle;
    else length = middle - 1;
  }
  const lines = text.slice(0, readable).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** Whether a text is JSON, or the beginning of one. */
function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = /at position (\d+)/.exec(message)?.[1];
    return position === undefined ? message.includes('end of JSON input') : Number(position) >= text.length;
  }
}
