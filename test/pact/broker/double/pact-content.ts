import { createHash } from 'node:crypto';
import { Refusal } from './answer.ts';

interface Interaction {
  readonly description?: unknown;
  readonly providerState?: unknown;
  readonly providerStates?: unknown;
}

/** The members of a pact that the broker looks at. */
export interface Pact {
  readonly consumer?: { readonly name?: unknown };
  readonly provider?: { readonly name?: unknown };
  readonly interactions?: readonly Interaction[];
  readonly metadata?: { readonly pactSpecification?: { readonly version?: unknown } };
}

/**
 * Names what a verification depends on: the interactions, in any order, and the version of the specification. The
 * rest, such as the versions of tools in the metadata, changes nothing.
 */
export function contentSha({ interactions = [], metadata }: Pact): string {
  const specification = canonical(metadata?.pactSpecification?.version);
  return createHash('sha1')
    .update([specification, ...interactions.map(canonical).toSorted()].join('\n'))
    .digest('hex');
}

/**
 * A pact with the interactions of both.
 *
 * @throws Refusal 409 when both have an interaction of the same description and states with another content.
 */
export function merged(existing: Pact, added: Pact): Pact {
  const known = new Map((existing.interactions ?? []).map((interaction) => [identity(interaction), interaction]));
  for (const interaction of added.interactions ?? []) {
    const other = known.get(identity(interaction));
    if (other && canonical(other) !== canonical(interaction)) throw conflict(`${interaction.description} has changed`);
    known.set(identity(interaction), interaction);
  }
  return { ...existing, interactions: [...known.values()] };
}

/** 409, in the two places where the CLI looks for words. */
export function conflict(text: string): Refusal {
  const body = { notices: [{ type: 'error', text }], errors: { contracts: [text] } };
  return new Refusal(text, { status: 409, headers: { 'Content-Type': 'application/json;charset=utf-8' }, body });
}

function identity({ description, providerState, providerStates }: Interaction): string {
  return canonical([description, providerStates ?? providerState ?? null]);
}

/** JSON with the keys of each object in order: the CLI writes them in another order than the core. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join()}}`;
}
