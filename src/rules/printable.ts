import { closestMatch } from 'leven';

/** Control characters of C0 and C1, marks that turn the direction of a text or hide, line separators, half characters. */
const steering = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The longest text that is printed whole, in characters. */
const longestText = 2000;

/**
 * A text from outside on one line, cut where it gets long, with whatever would steer a terminal written as JSON writes it.
 *
 * @param length what the text had before it was quoted. Default: its own length.
 */
export function printable(text: string, longest = longestText, length = text.length): string {
  if (text.length <= longest) return text.replaceAll(steering, escaped);
  // Read anew, for a part of a string holds the whole of it in memory.
  const beginning: string = JSON.parse(JSON.stringify(text.slice(0, longest)));
  return `${beginning.replaceAll(steering, escaped)}… (${length} characters)`;
}

/** A text of several lines with the control characters of each escaped: for messages of the kit that quote others. */
export function printableLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}

/** A value as JSON of several lines, of which no character steers a terminal. */
export function printableJson(value: unknown): string {
  // JSON.stringify escapes C0 alone; a line end that is still there is its own.
  return JSON.stringify(value, null, 2).replaceAll(steering, (character) =>
    character === '\n' ? '\n' : escaped(character),
  );
}

/** A value as JSON on one line, of which no character steers a terminal. */
export function printableLine(value: unknown): string {
  return JSON.stringify(value).replaceAll(steering, escaped);
}

/** A character as JSON escapes it; one beyond the first 65,536 has two units. */
export function escaped(character: string): string {
  return character.replaceAll(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A value as JSON on one line, cut where it gets long, with the length of the string or of the JSON. */
export function showValue(value: unknown): string {
  const length = typeof value === 'string' ? value.length : undefined;
  return printable(JSON.stringify(value) ?? String(value), 60, length);
}

/** What was thrown as text: any value may be, such as an object without a prototype, which String refuses. */
export function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

/** ` Did you mean "name"?`, where one of the names is near; else empty. */
export function didYouMean(name: string, names: readonly string[]): string {
  const byLowerCase = new Map(names.map((candidate) => [candidate.toLowerCase(), candidate]));
  // A long name cannot be a typo of a known one, and the distance takes time.
  if (name.length > 64) return '';
  // Two for a short name: a pair of letters in the wrong order counts as two.
  const maxDistance = Math.max(name.length < 4 ? 1 : 2, Math.floor(name.length / 3));
  const nearest = closestMatch(name.toLowerCase(), [...byLowerCase.keys()], { maxDistance });
  return nearest === undefined ? '' : ` Did you mean ${JSON.stringify(byLowerCase.get(nearest))}?`;
}

/** Words as a sentence names them: `draft, ready or obsolete`. */
export function listOf(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** The same, each word in quotes: `"or" or "and"`. */
export function quotedListOf(words: readonly string[]): string {
  return listOf(words.map((word) => JSON.stringify(word)));
}
