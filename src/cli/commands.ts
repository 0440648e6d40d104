import { type Command, InvalidArgumentError, Option } from 'commander';
import { apiVersions } from '../rules/index.ts';
import {
  addSetUpFlags,
  apiVersionOption,
  append,
  filesArgument,
  list,
  longestSeconds,
  mocksOption,
  outputFile,
  profileOption,
  repeatable,
  seconds,
  wholeNumber,
} from './flags.ts';

/** A command, and its help. */
export interface CommandRow {
  readonly summary: string;
  readonly description: string;
  /** Adds its arguments and flags. */
  readonly addFlags: (command: Command) => void;
  /** By flags that have no effect without another: that other flag. */
  readonly needs?: Readonly<Record<string, string>>;
  readonly examples: readonly string[];
  readonly exitCodes?: string;
  /** Imports what runs it, so that no command loads the libraries of another. That returns the exit code. */
  readonly load: () => Promise<(...args: ActionArguments) => number | Promise<number>>;
}

/** The arguments, then the flags. */
type ActionArguments = Parameters<Parameters<Command['action']>[0]>;

/** What `--ca-dir` takes. */
const caDirDescription = 'keep the certificates in this folder, to be added to the certificate store of the system';

/** The commands by their names, in the order of the help. */
export const commands: Readonly<Record<string, CommandRow>> = {
  serve: {
    summary: 'serve an emulated Microsoft Graph on a port',
    description:
      'Serves an emulator of external connections to clients in any language. The page at / shows their requests.',
    addFlags: (command) =>
      addSetUpFlags(
        command
          .option('--port <number>', 'port to listen on; 0 for any free port', wholeNumber(0, 65_535), 3000)
          .option('--host <address>', 'address to listen on', '127.0.0.1'),
      )
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
        .option('--exit-with-parent', 'end when standard input closes, as happens when the parent process ends'),
    needs: { '--cert': '--key', '--key': '--cert', '--ca-dir': '--proxy', '--ca-file': '--proxy' },
    examples: [
      'serve',
      'serve --port 0 --profile documented',
      'serve --tls',
      'serve --port 0 --json --exit-with-parent',
      'serve --fault throttled:0.2 --load connections.json',
    ],
    load: async () => (await import('./serve.ts')).serve,
  },
  run: {
    summary: 'run a program unchanged, with an emulator in place of Graph',
    description:
      'Runs a program unchanged: its requests to Microsoft Graph and to the token endpoint go to an emulator, all others are blocked. At the end, prints what the program sent.',
    addFlags: (command) =>
      addSetUpFlags(command.argument('<command...>', 'the program and its arguments; put -- before it'))
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
        .passThroughOptions(),
    examples: [
      'run -- node connector.js',
      'run --strict --allow api.contoso.com -- python3 connector.py',
      'run --fault throttled -- node connector.js',
      'run --roles ExternalConnection.ReadWrite.OwnedBy,ExternalItem.ReadWrite.OwnedBy -- dotnet run',
    ],
    exitCodes:
      'that of the program; 127 not found, 126 not executable, 2 the proxy could not start; with --strict, 1 when a request was refused.',
    load: async () => (await import('./run/run.ts')).run,
  },
  demo: {
    summary: 'show what this package does, in a few seconds',
    description:
      'Runs a small connector unchanged, explains its refusal, and tests a client that retries too soon. Nothing leaves the machine.',
    addFlags: (command) => command.option('--page', 'serve the page with these requests afterwards, until Ctrl+C'),
    examples: ['demo', 'demo --page'],
    load: async () => (await import('./demo/demo.ts')).demo,
  },
  check: {
    summary: 'explain which rules a payload breaks',
    description:
      'Explains which rules a create request, an item or a schema breaks, with the value, the rule, the fix and the source of each.',
    addFlags: (command) =>
      command
        .addArgument(filesArgument('file', 'JSON files; - or no file reads standard input'))
        .addOption(profileOption())
        .addOption(apiVersionOption())
        .option('--item', 'the files contain items; with --schema, their properties are checked against the schema')
        .option('--schema <file>', 'with --item: the schema of the connection; alone: a schema to check')
        .addOption(
          new Option(
            '--format <format>',
            'text; json: an array of { file, violations }; github: annotations of a workflow',
          )
            .choices(['text', 'json', 'github'])
            .default('text'),
        )
        .addOption(new Option('--json', 'the same as --format json').conflicts('format')),
    examples: [
      'check connection.json',
      'check --format github payloads/*.json',
      'check --profile documented --json payloads/*.json',
      'check --schema schema.json',
      'check --item item.json --schema schema.json',
    ],
    exitCodes: '0 all valid, 1 a rule is broken, 2 a file cannot be read or is not JSON.',
    load: async () => (await import('./check.ts')).check,
  },
  build: {
    summary: 'print valid payloads',
    description: 'Prints valid create requests, items or groups as JSON: one object, or with --count an array.',
    addFlags: (command) =>
      command
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
        .addOption(apiVersionOption()),
    needs: { '--item': '--schema', '--schema': '--item' },
    examples: [
      'build',
      'build --count 3 --seed 7',
      'build --form minimal | npx external-connection-testkit check',
      'build --item --schema schema.json',
    ],
    load: async () => (await import('./build.ts')).build,
  },
  explain: {
    summary: 'print a rule with samples, fix and source',
    description:
      'Prints rules: what they say, where they apply, samples, the response of Graph, the fix and the source.',
    addFlags: (command) =>
      command.argument('[rule...]', 'ids of rules, such as id.alphanumeric; none lists every rule'),
    examples: ['explain id.alphanumeric', 'explain'],
    exitCodes: '0; 2 for a rule that does not exist.',
    load: async () => (await import('./explain.ts')).explain,
  },
  drift: {
    summary: 'report how a tenant differs from the rules',
    description:
      'Sends the same requests to a tenant and to the emulator, and reports the differences, their severity and the source that is wrong.',
    addFlags: (command) =>
      command
        .addOption(apiVersionOption())
        .requiredOption(
          '--graph-url <url>',
          'root of Graph, such as https://graph.microsoft.com; needs --token-env and --yes, or --dry-run',
        )
        .option('--token-env <name>', 'environment variable with an access token, which is never printed')
        .option('--dry-run', 'print the requests, and send nothing')
        .option('--yes', 'allow connections to be created in the tenant; they are deleted at the end')
        .option('--schema', 'also register a schema, which takes 5 to 15 minutes')
        .addOption(
          repeatable('--rule <id>', 'of the invalid requests, send only those that break this rule', 'all rules'),
        )
        .option('--seed <number>', 'seed of the connection ids, which also contain the time', wholeNumber(0), 1)
        .option('--json', 'print the report as JSON'),
    examples: [
      'drift --graph-url https://graph.microsoft.com --dry-run',
      'drift --graph-url https://graph.microsoft.com --token-env GRAPH_TOKEN --yes',
    ],
    exitCodes: '0 no drift, 1 drift, 2 the comparison failed or is incomplete.',
    load: async () => (await import('./drift.ts')).drift,
  },
  verify: {
    summary: 'verify that a provider keeps its pacts',
    description:
      "Runs Pact's Verifier, which replays each interaction of the pacts against a provider: an emulator, a server, or a tenant of Graph.",
    addFlags: (command) =>
      command
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
        .option('--build-url <url>', 'URL of the CI run, which the broker links to'),
    needs: {
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
    },
    examples: [
      'verify pacts/*.json',
      'verify --graph-url http://127.0.0.1:3000 pacts/*.json',
      'verify --states states.json pacts/*.json',
      'verify --graph-url https://graph.microsoft.com --token-env GRAPH_TOKEN --dry-run',
      'verify --broker-url https://broker.example --selector mainBranch',
    ],
    exitCodes:
      '0 verified, 1 an interaction failed, 2 it could not be verified, or the broker did not accept the results.',
    load: async () => (await import('./verify.ts')).verify,
  },
  suite: {
    summary: 'test a program in any language',
    description:
      'Runs your program once in every situation of the client suite. The program reads the connection to create as JSON from standard input, and GRAPH_URL, GRAPH_ACCESS_TOKEN and GRAPH_API_VERSION from the environment. It must exit with 0 when the connection was created; otherwise with another code, and the reason on standard error.',
    addFlags: (command) =>
      command
        .usage('[options] -- <command> [args...]')
        .argument(
          '[command...]',
          'the program and its arguments; {id}, {name} and {description} are those of the connection',
        )
        .passThroughOptions()
        .addOption(list('--only <keys>', 'situations to run, such as throttled.once,create.plain'))
        .addOption(list('--skip <keys>', 'situations not to run, because they do not apply'))
        .addOption(new Option('--list', 'print the situations, and run nothing').conflicts('junit'))
        .option('--jobs <number>', 'how many situations run at once; default: the number of processors', wholeNumber(1))
        .addOption(
          new Option(
            '--tls',
            'serve https, and set the environment variables by which runtimes trust its certificate',
          ).conflicts('unchanged'),
        )
        .option('--json', 'print the report as JSON')
        .addOption(outputFile('--junit <file>', 'also write the report as JUnit XML'))
        .addOption(profileOption())
        .optionsGroup('An unchanged program, with the hosts of Graph in its code:')
        .option('--unchanged', 'run it behind an HTTPS proxy, as the command run does: it needs no GRAPH_URL')
        .addOption(list('--allow <hosts>', 'with --unchanged: other hosts to let through, such as api.contoso.com'))
        .addOption(mocksOption())
        .addOption(list('--roles <roles>', 'application permissions of its token'))
        .optionsGroup('What the program promises:')
        .addOption(
          list(
            '--takes <properties>',
            'properties that it takes, such as id,name,description; none: it always creates the same connection; default: all',
          ),
        )
        .option('--adds <file>', 'JSON file of the properties that it adds to every create')
        .option('--registers-schema', 'it also registers a schema, and may send items and groups')
        .addOption(
          new Option('--retries <when>', 'failures after which it retries').choices(['never', 'throttling', 'outages']),
        )
        .addOption(
          new Option('--duplicate <how>', 'what it does when the connection exists already').choices([
            'accepts',
            'rejects',
            'updates',
            'replaces',
          ]),
        )
        .addOption(
          new Option('--api-version <version>', 'version of Graph that it uses; default: either').choices(apiVersions),
        )
        .option(
          '--timeout <seconds>',
          'how long it waits for a response; a program that does nothing for longer is stopped',
          seconds,
        ),
    needs: { '--allow': '--unchanged' },
    examples: [
      'suite -- python3 create.py',
      'suite --takes id,name -- java Create.java --id {id} --name {name}',
      'suite --retries throttling --junit report.xml -- ./create.sh',
      'suite --unchanged --takes none -- dotnet bin/Connector.dll',
      'suite --list',
    ],
    exitCodes:
      '0 all situations passed or were skipped, 1 findings,\n2 it could not run, sent no request, or every situation was skipped.',
    load: async () => (await import('./suite.ts')).suite,
  },
};

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
