import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FindingKind } from 'external-connection-testkit/suite';
import { markdownTable } from '../../tables.ts';
import type { Client, Promises } from './client.ts';

/** A client in the manner of a public connector. Its code is its own: none is shared with another client. */
export interface Connector {
  /** Its path below `connectors/`, without the ending: `right/slack`. */
  readonly name: string;
  readonly client: Client;
  readonly promises: Promises;
  /** The kind of finding that its one defect causes; absent where it has none. */
  readonly expects?: FindingKind;
  /** The row of the list of public connectors that it follows. */
  readonly row: number;
  /** What it does, in one sentence. */
  readonly says: string;
}

const root = fileURLToPath(new URL('connectors/', import.meta.url));

/** Every client of `connectors/`, the right ones first. */
export const connectors: readonly Connector[] = await Promise.all(globSync('*/*.ts', { cwd: root }).sort().map(load));

async function load(path: string): Promise<Connector> {
  const { client, promises, expects } = await import(`${root}${path}`);
  const docstring = /\/\*\* Row (\d+): ([^*]+) \*\/\nexport const client\b/.exec(
    readFileSync(`${root}${path}`, 'utf8'),
  );
  if (!docstring) throw new Error(`${path} names no row.`);
  const [, row, says = ''] = docstring;
  return { name: path.replace(/\.ts$/, ''), client, promises, expects, row: Number(row), says };
}

/** The table of the suite's guide: the connectors, and what the suite says about each. */
export function connectorTable(): string {
  const rows = connectors.map(({ name, row, says, promises, expects }) => [
    `\`${name}\``,
    String(row),
    says,
    Object.keys(promises)
      .map((promise) => `\`${promise}\``)
      .join(', '),
    expects ? `\`${expects}\`` : 'passes',
  ]);
  return markdownTable([['Client', 'Row', 'What it does', 'Promises', 'Suite'], ...rows]);
}
