import type { Client } from '../../client.ts';
import { client as create } from '../../correct/plain-fetch.ts';

/** Escapes name and description for HTML. Revealed by: a name with an ampersand, a quote or an angle bracket. */
export const client: Client = (given) => {
  const { name, description } = given.connection;
  const texts = { name: escaped(name), ...(description && { description: escaped(description) }) };
  return create({ ...given, connection: { ...given.connection, ...texts } });
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
