import type { Profile } from '../../src/index.ts';
import { readDocument } from './document.ts';

interface Result {
  readonly code: string;
  readonly mockDetails?: { readonly location: string };
}

interface Package {
  readonly Comparator: new (options: { oas: unknown }) => { compare(pact: unknown): AsyncIterable<Result> };
}

// The declarations of the package lead nowhere for an ES module.
const { Comparator } = (await import('@pactflow/openapi-pact-comparator')) as unknown as Package;

/** What in a pact the document of a profile does not have, a line each: the comparator's code, and the place in the pact. */
export async function incompatibilities(pact: unknown, profile: Profile = 'live'): Promise<readonly string[]> {
  const comparator = new Comparator({ oas: readDocument(profile) });
  const lines = new Set<string>();
  for await (const { code, mockDetails } of comparator.compare(pact)) {
    lines.add(`${code} ${mockDetails?.location.replace('[root].interactions', '')}`);
  }
  return [...lines];
}
