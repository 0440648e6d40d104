import { limits } from '../rules/index.ts';

/** Room for the number that the second and later uses of a word get: no test run outlasts eight digits. */
const numberLength = 8;

/**
 * A function that makes ids of words and never gives one twice: "contosohr", "contosohr2", "contosohr3".
 * Its second parameter is the exact length of the id, filled up with letters; by default as long as it comes.
 */
export function createUniqueId(): (word: string, length?: number) => string {
  const given = new Set<string>();
  const uses = new Map<string, number>();
  return (word, length = 0) => {
    const stem = word.slice(0, limits.connectionId.maximum - numberLength);
    let use = uses.get(stem) ?? 0;
    let id: string;
    do {
      use += 1;
      const number = use === 1 ? '' : String(use);
      id = `${stem.padEnd(length - number.length, 'x')}${number}`;
    } while (given.has(id));
    uses.set(stem, use);
    given.add(id);
    return id;
  };
}
