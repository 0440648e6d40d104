/**
 * The source of a pattern that matches the words in any letter case without the flag `i`, which JSON Schema and
 * Pact cannot carry: "No" becomes "[Nn][Oo]".
 */
export function anyCase(words: readonly string[]): string {
  const letters = (word: string) =>
    [...word].map((letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).join('');
  return `(?:${words.map(letters).join('|')})`;
}

/** The member that a string names in any letter case; anything else as it is. Question 22. */
export function toMember(members: readonly string[]): (value: unknown) => unknown {
  const canonical = new Map(members.map((member) => [member.toLowerCase(), member]));
  return (value) => (typeof value === 'string' ? (canonical.get(value.toLowerCase()) ?? value) : value);
}
