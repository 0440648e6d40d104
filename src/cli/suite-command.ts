import { type Command, Option } from 'commander';
import { apiVersions } from '../rules/index.ts';
import {
  type End,
  examples,
  list,
  mocksOption,
  needs,
  outputFile,
  profileOption,
  seconds,
  wholeNumber,
} from './flags.ts';
import type { SuiteFlags } from './suite.ts';

/** Adds the command `suite` with its flags and help. */
export function addSuite(program: Command, end: End): void {
  program
    .command('suite')
    .usage('[options] -- <command> [args...]')
    .summary('test a program in any language')
    .description(
      'Runs your program once in every situation of the client suite. The program reads the connection to create as JSON from standard input, and GRAPH_URL, GRAPH_ACCESS_TOKEN and GRAPH_API_VERSION from the environment. It must exit with 0 when the connection was created; otherwise with another code, and the reason on standard error.',
    )
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
    )
    .hook('preAction', needs({ '--allow': '--unchanged' }))
    .addHelpText(
      'after',
      examples(
        'suite -- python3 create.py',
        'suite --takes id,name -- java Create.java --id {id} --name {name}',
        'suite --retries throttling --junit report.xml -- ./create.sh',
        'suite --unchanged --takes none -- dotnet bin/Connector.dll',
        'suite --list',
      ),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 all situations passed or were skipped, 1 findings,\n2 it could not run, sent no request, or every situation was skipped.',
    )
    .action(async (command: string[], flags: SuiteFlags) =>
      end(await (await import('./suite.ts')).suite(command, flags)),
    );
}
