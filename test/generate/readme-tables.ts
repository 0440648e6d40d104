import { readFileSync } from 'node:fs';
import { errorResponses, openQuestions, type Rule, rules } from '../../src/index.ts';
import { type OperationName, operations } from '../../src/rules/index.ts';
import type { Results } from '../bench/results.ts';
import { cellsOf, columns } from '../bench/results-table.ts';
import { artefactRows, exceptionRows, pairRows, rivalRows } from '../conformance/results-tables.ts';
import consumers from '../consumers/matrix/results.json' with { type: 'json' };
import combinations from '../consumers/versions/results.json' with { type: 'json' };
import { scoreRows } from '../mutation/results-tables.ts';
import { markdownTable } from '../tables.ts';

/** The documents that hold generated tables. */
export const documents = [
  'src/rules/README.md',
  'src/schemas/README.md',
  'test/bench/README.md',
  'test/conformance/README.md',
  'test/consumers/README.md',
  'test/mutation/README.md',
];

/** A document with its generated tables renewed: what stands between `<!-- table: name -->` and `<!-- end -->`. */
export function withTables(document: string): string {
  return document.replaceAll(
    /(<!-- table: (\w+) -->\n).*?(<!-- end -->)/gs,
    (_, start: string, name: string, end: string) => {
      const table = tables[name];
      if (!table)
        throw new Error(`A document asks for the table "${name}". There are: ${Object.keys(tables).join(', ')}.`);
      return `${start}\n${table()}\n\n${end}`;
    },
  );
}

const tables: Readonly<Record<string, () => string>> = {
  rules: () =>
    markdownTable([
      ['Rule', 'Operations', 'At', 'Message', 'Applies', 'Evidence', 'Response'],
      ...rules.map((rule) => [
        `<a id="${rule.id}"></a>\`${rule.id}\``,
        operationsOf(rule.operations),
        places(rule.paths),
        rule.message,
        scope(rule),
        `${rule.evidence}: ${linked(rule.source)}`,
        `${errorResponses[rule.error].status} \`${errorResponses[rule.error].code}\``,
      ]),
    ]),
  errorResponses: () =>
    markdownTable([
      ['Status', 'Code', 'Message', 'Evidence'],
      ...Object.values(errorResponses).map(({ status, code, message, evidence, source }) => [
        String(status),
        `\`${code}\``,
        message,
        `${evidence}: ${linked(source)}`,
      ]),
    ]),
  bench: benchTable,
  agreement: () => markdownTable(artefactRows()),
  pairs: () => markdownTable(pairRows()),
  exceptions: () => markdownTable(exceptionRows()),
  rivals: () => markdownTable(rivalRows()),
  mutation: () => markdownTable(scoreRows()),
  consumers: () =>
    markdownTable([
      ['Project', 'Node', 'Uses', 'Reports its deliberate mistake'],
      ...consumers.map(({ name, description, node, uses, mistake }) => [
        `[${description}](projects/${name})`,
        node,
        uses.join(', '),
        mistake,
      ]),
    ]),
  combinations: () =>
    markdownTable([
      ['Node', 'MSW', 'Runner', 'zod', 'Pact'],
      ...combinations.map(({ node, msw, runner, zod, pact }) => [node, msw, runner, zod, pact]),
    ]),
  questions: () =>
    markdownTable([
      ['#', 'What is not known', 'What the kit does'],
      ...Object.values(openQuestions).map(({ number, asks, choice: does }) => [String(number), asks, does]),
    ]),
};

/** The figures of the last `npm run bench -- --update`, and where they were measured. */
function benchTable(): string {
  const file = new URL('../bench/results.json', import.meta.url);
  const { machine, questions, missed }: Results = JSON.parse(readFileSync(file, 'utf8'));
  const rows = Object.values(questions).flatMap((rows) => rows.map((row) => cellsOf(row, missed)));
  return `${markdownTable([columns, ...rows])}\n\nMeasured with ${machine}.`;
}

/** The operations in the shortest words. */
function operationsOf(names: readonly OperationName[]): string {
  if (names.length === operations.length) return 'every operation';
  const words: Readonly<Record<string, string>> = {
    'createConnection,updateConnection': 'create, update',
    'createConnection,updateConnection,updateSchema': 'create, update, schema',
    createConnection: 'create',
    updateConnection: 'update',
    updateSchema: 'schema',
    listConnections: 'list',
  };
  return words[names.join()] ?? names.join(', ');
}

/** The first place, and how many follow. */
function places([first = '', ...others]: readonly string[]): string {
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return `${first === '' ? 'the body' : `\`${first}\``}${more}`;
}

function scope({ profiles, versions, when }: Rule): string {
  const switches = Object.entries(when).map(([name, value]) => (value ? `with \`${name}\`` : `without \`${name}\``));
  const limits = [profiles.length === 1 ? profiles[0] : '', versions.length === 1 ? versions[0] : '', ...switches];
  return limits.filter(Boolean).join(', ') || 'everywhere';
}

/** `Title (https://…)` as a link. */
function linked(source: string): string {
  return source.replace(/^(.*) \((https:[^)]*)\)$/, '[$1]($2)');
}
