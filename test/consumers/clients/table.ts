import { markdownTable } from '../../tables.ts';
import type { Result } from './check-client.ts';
import { correctClients, defectiveClients, type KnownClient } from './clients.ts';

type Results = ReadonlyMap<string, Result>;

/** The README of this folder: the clients, what is wrong with each, and where the suite found it. */
export function readmeOf(results: Results): string {
  return [
    '# Clients that keep the suite honest',
    `${correctClients.length} clients do nothing wrong, each in its own way; ${defectiveClients.length} make one mistake each. ` +
      'Most were written before their writer had seen the suite. `checked.deep.test.ts` puts every one of them through the ' +
      'situations: no correct one may have a finding, and each mistake must be found. It also compares this page with what it ' +
      'saw; `vitest run --update` writes it.',
    'To add one: a file that exports `client`, its docstring, and the `promises` without which its mistake is none.',
    '## Correct',
    markdownTable([['Client', 'What it does', 'What it promises'], ...correctClients.map(correctRow)]),
    '## Defective',
    markdownTable([
      ['Client', 'What is wrong', 'What it promises', 'First found in', 'As'],
      ...defectiveClients.map(defectiveRow(results)),
    ]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function correctRow(known: KnownClient): string[] {
  return [linked('correct', known), known.says, promised(known)];
}

function defectiveRow(results: Results) {
  return (known: KnownClient): string[] => {
    const [first] = results.get(known.name)?.mistakes ?? [];
    const kind = first?.kinds[0];
    return [
      linked('defective', known),
      known.says,
      promised(known),
      first ? `\`${first.situation}\`` : '**nowhere**',
      kind ? `\`${kind}\`` : '',
    ];
  };
}

function linked(folder: string, { name }: KnownClient): string {
  return `[${name}](${folder}/${name}.ts)`;
}

function promised({ promises }: KnownClient): string {
  return Object.entries(promises)
    .map(([name, value]) => `\`${name}: ${typeof value === 'string' ? `'${value}'` : value}\``)
    .join(', ');
}
