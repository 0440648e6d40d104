/**
 * A text without the tokens that can be told from it: what follows `Bearer`, and whatever has the form of a JSON Web
 * Token. A message of somebody else's error may quote a header.
 */
export function withoutTokens(text: string): string {
  return text
    .replaceAll(/\bBearer\s+[^\s"',;]+/gi, 'Bearer [redacted]')
    .replaceAll(/\beyJ[\w-]*\.[\w.-]*/g, '[redacted]');
}
