import { credentialsIn } from '../emulator/redact.ts';
import type { Interaction } from './interaction.ts';
import { exampleOf } from './matcher.ts';
import type { SentRequest } from './recording-proxy.ts';

/** Words of so many characters that the contract does not know are taken for secrets wherever they stand. */
const secretLength = 24;

const redacted = '[redacted]';

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/**
 * A function that takes out of a text whatever may be a secret: what stood in a header for secrets or in a query, a
 * JSON Web Token, and each long word that is none of the interaction's own.
 */
export function redactorFor(interaction: Interaction, sent: readonly SentRequest[]): Redact {
  const known = JSON.stringify(exampleOf([interaction.request, interaction.response, interaction.input]));
  const secrets = sent
    .flatMap(({ headers, query }) => [...credentialsIn(headers), ...query.values()])
    .flatMap((value) => value.split(/[\s;,]+/))
    .flatMap((word) => [word, encodeURIComponent(word)])
    .filter((word) => word.length >= 6 && !known.includes(word));
  const longWord = new RegExp(`[\\w.~+=%-]{${secretLength},}`, 'g');
  return (text) =>
    secrets
      .toSorted((one, other) => other.length - one.length)
      .reduce((rest, secret) => rest.replaceAll(secret, redacted), text)
      .replace(longWord, (word) => (isPlain(word, known) ? word : redacted));
}

/** A word of the contract, or one of letters alone, such as the name of a rule or of a member. */
function isPlain(word: string, known: string): boolean {
  return known.includes(word) || /^[A-Za-z]+(?:\.[A-Za-z]+)*$/.test(word);
}
