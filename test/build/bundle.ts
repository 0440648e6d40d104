import { copyFileSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { rolldown } from 'rolldown';
import manifest from '../../package.json' with { type: 'json' };
import { everyRule } from '../../src/rules/rules.ts';
import { sources } from '../../src/rules/sources.ts';

/** The sources of what users import, and of the command. */
const entries = [...Object.values(manifest.exports), manifest.bin['external-connection-testkit']]
  .flatMap((target) => (typeof target === 'string' ? target : Object.values(target)))
  .filter((path) => /^\.\/dist\/.*\.js$/.test(path))
  .map((path) => path.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));

/** What the kit starts as a process: it lies in dist/shared beside the code that names it, as deep as in src. */
const besides = globSync('src/{pact/verify/*-process,cli/demo/connector}.ts');

/**
 * A module with the rules as JSON, which the engine reads much faster than the code that makes them: each value once,
 * and for each rule the numbers of its names and values. The sources come first, for they are in the package already.
 * JSON has no undefined, which samples are or hold: the paths of those stand behind the rules.
 */
function rulesAsJson(): string {
  const values = new Map<string, unknown>();
  const numberOf = (value: unknown) => {
    const key = JSON.stringify([value], (_, inner: unknown) => (inner === undefined ? '\0undefined' : inner));
    values.set(key, value);
    return [...values.keys()].indexOf(key);
  };
  Object.values(sources).forEach(numberOf);
  const known = values.size;
  const rules = everyRule().map((rule) => [Object.keys(rule), ...Object.values(rule)].map(numberOf));
  const others = [...values.values()].slice(known);
  const text = JSON.stringify([others, rules, pathsOfUndefined(others)], (_, value: unknown) => value ?? null);
  return `import { once } from './as-record.ts';
    import { sources } from './sources.ts';
    export const everyRule = once(() => {
      const [others, rules, undefinedAt] = JSON.parse(${JSON.stringify(text)});
      for (const path of undefinedAt) path.slice(0, -1).reduce((at, name) => at[name], others)[path.at(-1)] = undefined;
      const values = [...new Set(Object.values(sources)), ...others];
      return rules.map(([names, ...row]) => Object.fromEntries(values[names].map((name, at) => [name, values[row[at]]])));
    });`;
}

function pathsOfUndefined(value: unknown): readonly string[][] {
  if (value === undefined) return [[]];
  const names = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return names.flatMap(([name, inner]) => pathsOfUndefined(inner).map((path) => [name, ...path]));
}

/** The chunks that many entry points share. A chunk takes what its modules import, so those below come first. */
const groups = [
  // What reads options, and the hosts of Graph: handlers of MSW need no more until a request comes.
  { name: 'basics', test: /\/src\/(schemas\/read-options|emulator\/emulator|rules\/hosts)\.ts$/ },
  { name: 'rules', test: /\/src\/(rules\/|schemas\/(?!zod|schemas-for))/ },
  // What needs zod is apart: most entry points go without it.
  { name: 'zod-schemas', test: /\/src\/schemas\// },
  { name: 'builders', test: /\/src\/builders\// },
  { name: 'emulator', test: /\/src\/emulator\// },
  { name: 'processes', test: /\/linux-processes\.ts$/ },
  { name: 'suite', test: /\/src\/suite\/(index|run-suite|report|system-time|command\/[a-z-]+)\.ts$/ },
  { name: 'msw', test: /\/src\/msw\/(?!respond|page|emulator-in-runner)/ },
];

/** The constants of these modules have no side effect: a user's bundler may drop those that are not used. */
const constantByCall = /^((?:export )?const \w+(?:: [^=\n]+)? = )(\w+\()/gm;

/** The literal of JSON, its quotes as they are: Node reads it faster than with 8,000 escapes. */
const inSingleQuotes = (literal: string): string =>
  `'${literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Chunks of whole modules, so that an entry point loads few files. Not minified: a stack trace shows readable code. */
const bundle = await rolldown({
  input: Object.fromEntries(
    [...entries, ...besides].map((file) => [
      besides.includes(file) ? `shared/${basename(file, '.ts')}` : file.slice('src/'.length, -'.ts'.length),
      file,
    ]),
  ),
  platform: 'neutral',
  external: /^(node:|[^./])/,
  // The side effects in package.json are those of the files in dist/.
  treeshake: { moduleSideEffects: (id) => !/\/src\/(rules|schemas|emulator)\//.test(id) },
  plugins: [
    {
      name: 'rules-as-json',
      load: (id) => (id.endsWith('/src/rules/rules.ts') ? rulesAsJson() : undefined),
    },
    {
      name: 'pure-calls',
      transform: (code, id) =>
        /\/src\/(rules|schemas)\//.test(id) ? code.replaceAll(constantByCall, '$1/* @__PURE__ */ $2') : undefined,
    },
    {
      // Node reads a file of ASCII alone in half the time.
      name: 'quick-to-read',
      generateBundle: (_, files) => {
        for (const file of Object.values(files)) {
          if (file.type !== 'chunk') continue;
          file.code = file.code
            .replaceAll(/(?<=JSON\.parse\()"(?:[^"\\]|\\.)*"/g, inSingleQuotes)
            .replaceAll(/[^\0-\x7f]/g, escapeUnit);
        }
      },
    },
    {
      name: 'copies',
      writeBundle: () => copyFileSync('src/server/proxy/preload.cjs', 'dist/shared/preload.cjs'),
    },
  ],
});

await bundle.write({
  dir: 'dist',
  chunkFileNames: 'shared/[name].js',
  minifyInternalExports: false,
  codeSplitting: { groups },
  comments: { annotation: true, legal: true, jsdoc: false },
});
await bundle.close();
