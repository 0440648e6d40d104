import { styleText } from 'node:util';

/** The widest line of the report in columns; a longer word, such as a URL, stays whole. */
const width = 88;

/** A text in a style; plain where the output is no terminal, or NO_COLOR is set. */
export function painted(style: Parameters<typeof styleText>[0], text: string): string {
  return styleText(style, text, { stream: process.stdout });
}

/** A text as lines that begin with the indent, from the second on with the other one. */
export function wrapped(text: string, indent = '', nextIndent = indent): string[] {
  const lines: string[] = [];
  // A short remark in parentheses is kept on one line.
  for (const word of text.match(/\([^()]{1,40}\)\S*|\S+/g) ?? []) {
    const line = lines.at(-1);
    if (line === undefined) lines.push(indent + word);
    else if (line.length + 1 + word.length > width) lines.push(nextIndent + word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

/** Rows of cells as lines: each column begins two blanks after the widest cell of the one before. */
export function aligned(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map(
    (row) =>
      indent +
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
  );
}
