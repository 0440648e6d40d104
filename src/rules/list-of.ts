/** Words as a sentence names them: `draft, ready or obsolete`. */
export function listOf(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** The same, each word in quotes: `"or" or "and"`. */
export function quotedListOf(words: readonly string[]): string {
  return listOf(words.map((word) => JSON.stringify(word)));
}
