import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Client, Promises } from './client.ts';

/** A client of this folder, with what its file says of it. */
export interface KnownClient {
  /** Its path below `correct/` or `defective/`, without the ending: `path/singular`. */
  readonly name: string;
  readonly client: Client;
  /** What it promises; nothing where its file exports no `promises`. */
  readonly promises: Promises;
  /** The first paragraph of its docstring: what it does, or what is wrong with it. */
  readonly says: string;
}

/** Clients that differ in policy and technology, and do nothing wrong. */
export const correctClients = await clientsIn('correct');

/** Clients with one mistake each. */
export const defectiveClients = await clientsIn('defective');

async function clientsIn(folder: 'correct' | 'defective'): Promise<readonly KnownClient[]> {
  const root = fileURLToPath(new URL(`${folder}/`, import.meta.url));
  const paths = globSync('**/*.ts', { cwd: root }).sort();
  return Promise.all(paths.map((path) => clientOf(root, path)));
}

async function clientOf(root: string, path: string): Promise<KnownClient> {
  const { client, promises = {} }: { client: Client; promises?: Promises } = await import(`${root}${path}`);
  return { name: path.replace(/\.ts$/, ''), client, promises, says: saidIn(readFileSync(`${root}${path}`, 'utf8')) };
}

/** The docstring of the client as one line, without where it shows. */
function saidIn(source: string): string {
  const docstring = /\/\*\*(.*?)\*\/\s*export (?:const client\b|\{ client\b)/s;
  const [, comment = ''] = docstring.exec(source) ?? [];
  const [says = ''] = comment.replace(/\s*\n\s*\*/g, ' ').split('Revealed by:');
  return says.trim();
}
