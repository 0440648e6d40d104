import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BuildFlags } from './build.ts';
import type { CheckFlags } from './check.ts';
import type { DemoFlags } from './demo/demo.ts';
import type { DriftFlags } from './drift.ts';
import {
  addSetUpFlags,
  apiVersionOption,
  append,
  caDirDescription,
  type End,
  examples,
  filesArgument,
  list,
  longestSeconds,
  needs,
  outputFile,
  profileOption,
  repeatable,
  wholeNumber,
} from './flags.ts';
import type { RunFlags } from './run/run.ts';
import type { ServeFlags } from './serve-emulator.ts';
import { addSuite } from './suite-command.ts';
import type { VerifyFlags } from './verify.ts';

/**
 * The commands by their names, in the order of the help: each adds itself to the program, with its flags and help. What a
 * command does is imported when it runs, so that no command loads the libraries of another.
 */
export const commands: Readonly<Record<string, (program: Command, end: End) => void>> = {
  serve: addServe,
  run: addRun,
  demo: addDemo,
  check: addCheck,
  build: addBuild,
  explain: addExplain,
  drift: addDrift,
  verify: addVerify,
  suite: addSuite,
};

function addServe(program: Command, end: End): void {
  const command = program
    .command('serve')
    .summary('serve an emulated Microsoft Graph on a port')
    .description(
      'Serves an emulator of external connections to clients in any language. The page at / shows their requests.',
    )
    .option('--port <number>', 'port to listen on; 0 for any free port', wholeNumber(0, 65_535), 3000)
    .option('--host <address>', 'address to listen on', '127.0.0.1');
  addSetUpFlags(command)
    .option('--tls', 'serve https, with a certificate generated for localhost, 127.0.0.1 and ::1')
    .addOption(
      repeatable('--tls-name <name>', 'with --tls: a further name or address for its certificate').conflicts([
        'cert',
        'key',
      ]),
    )
    .option('--cert <file>', 'serve https with this certificate (PEM); needs --key')
    .option('--key <file>', 'private key of the certificate (PEM); needs --cert')
    .option('--public-url <url>', 'URL under which clients reach the server, for Location and @odata.nextLink')
    .option('--quiet', 'print only the URL, no requests')
    .option('--json', 'print JSON lines: first {"event":"listening","url":…}, then one for each request')
    .option(
      '--proxy [port]',
      'also start an HTTPS proxy that responds in place of Graph; default: any free port',
      wholeNumber(0, 65_535),
    )
    .option('--ca-dir <folder>', `with --proxy: ${caDirDescription}`)
    .addOption(
      outputFile('--ca-file <file>', 'with --proxy: write the certificate that programs must trust to this file'),
    )
    .option('--exit-with-parent', 'end when standard input closes, as happens when the parent process ends')
    .hook('preAction', needs({ '--cert': '--key', '--key': '--cert', '--ca-dir': '--proxy', '--ca-file': '--proxy' }))
    .addHelpText(
      'after',
      examples(
        'serve',
        'serve --port 0 --profile documented',
        'serve --tls',
        'serve --port 0 --json --exit-with-parent',
        'serve --fault throttled:0.2 --load connections.json',
      ),
    )
    .action(async (flags: ServeFlags) => end(await (await import('./serve.ts')).serve(flags)));
}

function addRun(program: Command, end: End): void {
  const command = program
    .command('run')
    .summary('run a program unchanged, with an emulator in place of Graph')
    .description(
      'Runs a program unchanged: its requests to Microsoft Graph and to the token endpoint go to an emulator, all others are blocked. At the end, prints what the program sent.',
    )
    .argument('<command...>', 'the program and its arguments; put -- before it');
  addSetUpFlags(command)
    .addOption(repeatable('--allow <host>', 'let requests to this host through, such as *.contoso.com'))
    .addOption(list('--roles <names>', 'application permissions of the tokens, separated by commas; default: all'))
    .option('--ca-dir <folder>', caDirDescription)
    .option('--strict', 'exit with 1 when a request was refused, even if the program succeeded')
    .addOption(outputFile('--junit <file>', 'also write the result as JUnit XML'))
    .addOption(outputFile('--json <file>', 'also write the result as JSON'))
    .addOption(
      outputFile(
        '--har <file>',
        'also write the requests to Graph and their responses as HAR 1.2, without credentials',
      ),
    )
    .passThroughOptions()
    .addHelpText(
      'after',
      examples(
        'run -- node connector.js',
        'run --strict --allow api.contoso.com -- python3 connector.py',
        'run --fault throttled -- node connector.js',
        'run --roles ExternalConnection.ReadWrite.OwnedBy,ExternalItem.ReadWrite.OwnedBy -- dotnet run',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: that of the program; 127 not found, 126 not executable, 2 the proxy could not start; with --strict, 1 when a request was refused.',
    )
    .action(async (words: string[], flags: RunFlags) => end(await (await import('./run/run.ts')).run(words, flags)));
}

function addDemo(program: Command): void {
  program
    .command('demo')
    .summary('show what this package does, in a few seconds')
    .description(
      'Runs a small connector unchanged, explains its refusal, and tests a client that retries too soon. Nothing leaves the machine.',
    )
    .option('--page', 'serve the page with these requests afterwards, until Ctrl+C')
    .addHelpText('after', examples('demo', 'demo --page'))
    .action(async (flags: DemoFlags) => (await import('./demo/demo.ts')).demo(flags));
}

function addCheck(program: Command, end: End): void {
  program
    .command('check')
    .summary('explain which rules a payload breaks')
    .description(
      'Explains which rules a create request, an item or a schema breaks, with the value, the rule, the fix and the source of each.',
    )
    .addArgument(filesArgument('file', 'JSON files; - or no file reads standard input'))
    .addOption(profileOption())
    .addOption(apiVersionOption())
    .option('--item', 'the files contain items; with --schema, their properties are checked against the schema')
    .option('--schema <file>', 'with --item: the schema of the connection; alone: a schema to check')
    .addOption(
      new Option('--format <format>', 'text; json: an array of { file, violations }; github: annotations of a workflow')
        .choices(['text', 'json', 'github'])
        .default('text'),
    )
    .addOption(new Option('--json', 'the same as --format json').conflicts('format'))
    .addHelpText(
      'after',
      examples(
        'check connection.json',
        'check --format github payloads/*.json',
        'check --profile documented --json payloads/*.json',
        'check --schema schema.json',
        'check --item item.json --schema schema.json',
      ),
    )
    .addHelpText('after', '\nExit code: 0 all valid, 1 a rule is broken, 2 a file cannot be read or is not JSON.')
    .action(async (files: string[], flags: CheckFlags) => end(await (await import('./check.ts')).check(files, flags)));
}

function addBuild(program: Command): void {
  program
    .command('build')
    .summary('print valid payloads')
    .description('Prints valid create requests, items or groups as JSON: one object, or with --count an array.')
    .option('--count <number>', 'print an array with this number of payloads', wholeNumber(1, 100_000))
    .option('--seed <number>', 'the same seed gives the same payloads', wholeNumber(0), 1)
    .addOption(
      new Option(
        '--form <form>',
        'full: every property; minimal: id, name, description; largest: every limit reached; documented: the properties of the reference page, without an id',
      )
        .choices(['full', 'minimal', 'largest', 'documented'])
        .default('full')
        .conflicts(['item', 'group']),
    )
    .addOption(new Option('--item', 'print an item; needs --schema').conflicts('group'))
    .option('--schema <file>', 'the schema of the connection that the item is for')
    .option('--group', 'print an external group')
    .addOption(apiVersionOption())
    .hook('preAction', needs({ '--item': '--schema', '--schema': '--item' }))
    .addHelpText(
      'after',
      examples(
        'build',
        'build --count 3 --seed 7',
        'build --form minimal | npx external-connection-testkit check',
        'build --item --schema schema.json',
      ),
    )
    .action(async (flags: BuildFlags) => (await import('./build.ts')).build(flags));
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .summary('print a rule with samples, fix and source')
    .description(
      'Prints rules: what they say, where they apply, samples, the response of Graph, the fix and the source.',
    )
    .argument('[rule...]', 'ids of rules, such as id.alphanumeric; none lists every rule')
    .addHelpText('after', examples('explain id.alphanumeric', 'explain'))
    .addHelpText('after', '\nExit code: 0; 2 for a rule that does not exist.')
    .action(async (ids: string[]) => (await import('./explain.ts')).explain(ids));
}

function addDrift(program: Command, end: End): void {
  program
    .command('drift')
    .summary('report how a tenant differs from the rules')
    .description(
      'Sends the same requests to a tenant and to the emulator, and reports the differences, their severity and the source that is wrong.',
    )
    .addOption(apiVersionOption())
    .requiredOption(
      '--graph-url <url>',
      'root of Graph, such as https://graph.microsoft.com; needs --token-env and --yes, or --dry-run',
    )
    .option('--token-env <name>', 'environment variable with an access token, which is never printed')
    .option('--dry-run', 'print the requests, and send nothing')
    .option('--yes', 'allow connections to be created in the tenant; they are deleted at the end')
    .option('--schema', 'also register a schema, which takes 5 to 15 minutes')
    .addOption(repeatable('--rule <id>', 'of the invalid requests, send only those that break this rule', 'all rules'))
    .option('--seed <number>', 'seed of the connection ids, which also contain the time', wholeNumber(0), 1)
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      examples(
        'drift --graph-url https://graph.microsoft.com --dry-run',
        'drift --graph-url https://graph.microsoft.com --token-env GRAPH_TOKEN --yes',
      ),
    )
    .addHelpText('after', '\nExit code: 0 no drift, 1 drift, 2 the comparison failed or is incomplete.')
    .action(async (flags: DriftFlags) => end(await (await import('./drift.ts')).drift(flags)));
}

function addVerify(program: Command, end: End): void {
  program
    .command('verify')
    .summary('verify that a provider keeps its pacts')
    .description(
      "Runs Pact's Verifier, which replays each interaction of the pacts against a provider: an emulator, a server, or a tenant of Graph.",
    )
    .addArgument(
      filesArgument('pact', 'pact files; default: those of the broker, or else the contracts of this package'),
    )
    .option('--graph-url <url>', 'root of the provider; default: an emulator in memory, profile live')
    .option('--provider <name>', 'verify only the pacts of this provider')
    .option('--provider-states-url <url>', 'URL that sets up provider states; default: that of serve')
    .option('--states <file>', 'JSON file that defines the provider states of your pacts')
    .option('--timeout <seconds>', 'longest wait for a response', wholeNumber(1, longestSeconds), 30)
    .option('--json', 'print the results as JSON')
    .addOption(outputFile('--junit <file>', 'also write the results as JUnit XML'))
    .optionsGroup('A tenant of Graph:')
    .option('--token-env <name>', 'environment variable with an access token; only safe interactions are sent')
    .option('--unsafe', 'also send slow interactions; existing connections are never changed')
    .option('--dry-run', 'print what would be sent, and send nothing')
    .optionsGroup('A broker (token from PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD):')
    .option('--broker-url <url>', 'URL of the broker to get pacts from')
    .option('--selector <selector>', 'which pacts: mainBranch, branch=main, or JSON; may be repeated', addSelector)
    .option('--enable-pending', 'allow pacts to fail that were never verified for this provider')
    .option('--include-wip-since <date>', 'also verify work-in-progress pacts since this date')
    .option('--publish-version <version>', 'publish the results for this version of the provider')
    .option('--branch <name>', 'branch of that version')
    .option('--tag <name>', 'tag of that version; may be repeated', append)
    .option('--build-url <url>', 'URL of the CI run, which the broker links to')
    .hook(
      'preAction',
      needs({
        '--provider-states-url': '--graph-url',
        '--unsafe': '--token-env',
        '--dry-run': '--graph-url',
        '--selector': '--broker-url',
        '--enable-pending': '--broker-url',
        '--include-wip-since': '--broker-url',
        '--publish-version': '--broker-url',
        '--branch': '--publish-version',
        '--tag': '--publish-version',
        '--build-url': '--publish-version',
      }),
    )
    .addHelpText(
      'after',
      examples(
        'verify pacts/*.json',
        'verify --graph-url http://127.0.0.1:3000 pacts/*.json',
        'verify --states states.json pacts/*.json',
        'verify --graph-url https://graph.microsoft.com --token-env GRAPH_TOKEN --dry-run',
        'verify --broker-url https://broker.example --selector mainBranch',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 verified, 1 an interaction failed, 2 it could not be verified, or the broker did not accept the results.',
    )
    .action(async (pacts: string[], flags: VerifyFlags) =>
      end(await (await import('./verify.ts')).verify(pacts, flags)),
    );
}

function addSelector(text: string, selectors: readonly object[] = []): readonly object[] {
  return [...selectors, selectorOf(text)];
}

/** `mainBranch` and `branch=main` are short for JSON. */
function selectorOf(text: string): object {
  if (!text.startsWith('{')) {
    const [name = '', ...value] = text.split('=');
    return { [name]: value.length === 0 ? true : value.join('=') };
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidArgumentError('Use mainBranch, branch=main, or JSON such as {"environment":"production"}.');
  }
}
