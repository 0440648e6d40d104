import manifest from '../../package.json' with { type: 'json' };
import { faults } from '../../src/emulator/index.ts';
import { matchers } from '../../src/matchers/index.ts';

const entryPoints = Object.values(manifest.exports).flatMap((target) =>
  typeof target === 'string' ? [] : [target.types.replace(/^\.\/dist\/(.*)\.d\.ts$/, '../../src/$1.ts')],
);

/** The options of typedoc: every entry point of the package, and its guides. */
export default {
  name: manifest.name,
  entryPoints,
  projectDocuments: ['../../src/*/README.md', '../../fixtures/README.md'],
  readme: '../../README.md',
  tsconfig: '../../tsconfig.json',
  out: 'site',
  highlightLanguages: [
    'csharp',
    'go',
    'java',
    'javascript',
    'json',
    'powershell',
    'python',
    'ruby',
    'shell',
    'typescript',
    'yaml',
  ],
  includeVersion: true,
  treatWarningsAsErrors: true,
  requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable'],
  // The functions behind these names have the docstrings.
  intentionallyNotDocumented: [
    ...Object.keys(faults).map((name) => `emulator.faults.__type.${name}`),
    ...Object.keys(matchers).map((name) => `matchers.matchers.__type.${name}`),
  ],
  // Only their members or results are public, under another name.
  intentionallyNotExported: [
    'BodyRuleId',
    'ConnectionShape',
    'Ended',
    'Evolvable',
    'Expected',
    'IdIn',
    'LoginErrorName',
    'Preprocessed',
    'RunningCommand',
    'SchemaSet',
    'Sleep',
    'TenantRuleTables',
    'UnhandledOptions',
    'apiVersions',
    'arrangements',
    'findingKinds',
    'gatewayRules',
    'profiles',
    'queryRules',
  ],
};
