/**
 * A text of any length as 16 hexadecimal digits, the same for the same text. Two texts that differ have the same by
 * chance alone; it keeps nothing secret.
 */
export function digestOf(text: string): string {
  // Two hashes by FNV-1a with other starts and primes: Web Crypto's digests are asynchronous.
  let [one, other] = [0x811c9dc5, text.length];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ code, 0x85ebca6b) ^ (other >>> 13);
  }
  return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}
