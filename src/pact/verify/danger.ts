import type { ProviderState } from '../../emulator/index.ts';
import { type HttpInteraction, httpInteractionOf } from './http-interaction.ts';

/** The states that a tenant can be brought into by requests, and those that put a connection there. */
const freeing = ['no connection has the id'];
const creating = ['a connection exists', 'a schema registration is in progress'];
const slow = ['a schema is registered'];

/**
 * Why an interaction is not for a tenant that others use; undefined where it is: it reads, or it touches no connection
 * but one that its own state creates or declares free.
 *
 * @param unsafe lets through what a tenant can do, although it takes long or leaves more behind.
 */
export function dangerOf(raw: Readonly<Record<string, unknown>>, unsafe: boolean): string | undefined {
  const interaction = httpInteractionOf(raw);
  if (!interaction?.target) return 'it asks for no connection';
  const { states } = interaction;
  const known = [...freeing, ...creating, ...slow];
  const unknown = states.find(({ name }) => !known.includes(name));
  if (unknown) return `a tenant cannot be brought into the state "${unknown.name}"`;
  if (unsafe) return undefined;
  if (states.some(({ name }) => slow.includes(name))) return 'a schema takes 5 to 15 minutes to be registered';
  return dangerOfRequest(interaction);
}

function dangerOfRequest({ method, target, states, body, hasToken }: HttpInteraction): string | undefined {
  if (method === 'GET' || !hasToken) return undefined;
  const id = target?.id ?? Object(body).id;
  if (typeof id !== 'string') return 'it may create a connection of an id that nobody knows';
  if (target?.id === undefined) return undefined;
  return states.some((state) => concerns(state, id)) ? undefined : 'it changes a connection that no state creates';
}

function concerns({ params }: ProviderState, id: string): boolean {
  return typeof params?.id === 'string' && params.id.toLowerCase() === id.toLowerCase();
}
