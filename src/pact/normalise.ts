import { jsonText } from './json-text.ts';

/** A pact file, as far as the kit reads it. */
export interface PactFile {
  readonly consumer: { readonly name: string };
  readonly provider: { readonly name: string };
  readonly interactions: readonly PactInteraction[];
  readonly metadata: { readonly pactSpecification: { readonly version: string } };
}

interface PactInteraction {
  readonly response: { readonly status: number };
}

/**
 * The text of one pact file that holds the interactions of all: the same for the same interactions, whatever the
 * order and the version of Pact that wrote them. Of the metadata it keeps the version of the specification alone.
 * Those that succeed come first, for a stub server answers with the first one that matches.
 */
export function pactText(pacts: readonly PactFile[]): string {
  const [first] = pacts;
  if (!first) return '';
  const written = pacts.flatMap(({ interactions }) => interactions).map((one) => [jsonText(one), one] as const);
  const inOrder = written.toSorted(
    ([text, one], [otherText, other]) => one.response.status - other.response.status || (text < otherText ? -1 : 1),
  );
  const pact = {
    consumer: first.consumer,
    interactions: inOrder.map(([, interaction]) => interaction),
    metadata: { pactSpecification: first.metadata.pactSpecification },
    provider: first.provider,
  };
  return `${jsonText(pact)}\n`;
}
