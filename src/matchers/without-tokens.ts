import { createRedactor } from '../emulator/redact.ts';

/** A text without the secrets that can be told from it: a message of somebody else's error may quote a header. */
export function withoutTokens(text: string): string {
  return createRedactor().value(text);
}
