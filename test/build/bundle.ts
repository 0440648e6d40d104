import { copyFileSync, globSync } from 'node:fs';
import { basename } from 'node:path';
import { rolldown } from 'rolldown';
import manifest from '../../package.json' with { type: 'json' };

/** The sources of what users import, and of the command. */
const entries = [...Object.values(manifest.exports), manifest.bin['external-connection-testkit']]
  .map((target) => (typeof target === 'string' ? target : target.default))
  .filter((path) => path.startsWith('./dist/'))
  .map((path) => path.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));

/** What the kit starts as a process: it lies in dist/shared beside the code that names it, as deep as in src. */
const besides = globSync('src/{pact/verify/*-process,cli/demo/connector}.ts');

/** The chunks that many entry points share. A chunk takes what its modules import, so those below come first. */
const groups = [
  { name: 'rules', test: /\/src\/rules\// },
  // What needs zod is apart: most entry points go without it.
  { name: 'schemas', test: /\/src\/schemas\/(?!zod|schemas-for)/ },
  { name: 'zod-schemas', test: /\/src\/schemas\// },
  { name: 'builders', test: /\/src\/builders\// },
  { name: 'emulator', test: /\/src\/emulator\// },
];

/** The constants of these modules have no side effect: a user's bundler may drop those that are not used. */
const constantByCall = /^((?:export )?const \w+(?:: [^=\n]+)? = )(\w+\()/gm;

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
  treeshake: { moduleSideEffects: (id) => !/\/src\/(rules|schemas)\//.test(id) },
  plugins: [
    {
      name: 'pure-calls',
      transform: (code, id) =>
        /\/src\/(rules|schemas)\//.test(id) ? code.replaceAll(constantByCall, '$1/* @__PURE__ */ $2') : undefined,
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
