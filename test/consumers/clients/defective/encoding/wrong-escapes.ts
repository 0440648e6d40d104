import type { Client } from '../../client.ts';
import { createdConnection } from '../../created-connection.ts';
import { postConnection } from '../../post-connection.ts';

/** Escapes by code point, and cuts those above FFFF to four digits. Revealed by: a name outside the basic plane. */
export const client: Client = async (given) =>
  createdConnection(await postConnection(given, { body: escaped(JSON.stringify(given.connection)) }));

function escaped(json: string): string {
  return json.replace(/[\u{80}-\u{10ffff}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0').slice(-4)}`;
  });
}
