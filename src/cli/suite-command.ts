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
      'Runs your program in every situation of the client suite, each time as a process of its own. It reads the connection to create from its standard input as JSON, and GRAPH_URL, GRAPH_ACCESS_TOKEN and GRAPH_API_VERSION from its environment. It ends with 0 when the connection was created; otherwise with another exit code, and the reason on standard error.',
    )
    .argument(
      '[command...]',
      'the program and its arguments; {id}, {name} and {description} are those of the connection',
    )
    .passThroughOptions()
    .addOption(list('--only <keys>', 'situations to run, such as throttled.once,create.plain'))
    .addOption(list('--skip <keys>', 'situations that do not apply'))
    .addOption(new Option('--list', 'print the situations, and run nothing').conflicts('junit'))
    .option('--jobs <number>', 'situations that run at once; default: the number of processors', wholeNumber(1))
    .addOption(
      new Option('--tls', 'serve https; the environment has the variables by which runtimes trust it').conflicts(
        'unchanged',
      ),
    )
    .option('--json', 'print the report as JSON')
    .addOption(outputFile('--junit <file>', 'write the report as JUnit XML too'))
    .addOption(profileOption())
    .optionsGroup('A program that stays as it is, with the hosts of Graph in its code:')
    .option('--unchanged', 'run it behind an HTTPS proxy in place of Graph and its token endpoint, as run does')
    .addOption(list('--allow <hosts>', 'with --unchanged: hosts that it may reach, such as api.contoso.com'))
    .addOption(mocksOption())
    .addOption(list('--roles <roles>', 'the roles of its token'))
    .optionsGroup('What the program promises:')
    .addOption(
      list(
        '--takes <properties>',
        'the properties that it takes, such as id,name,description; none: it creates a connection of its own; default: all',
      ),
    )
    .option('--adds <file>', 'JSON file with the properties that it adds to every create')
    .option('--registers-schema', 'it goes on after the create: schema, items and groups are its own')
    .addOption(new Option('--retries <when>', 'it retries').choices(['never', 'throttling', 'outages']))
    .addOption(
      new Option('--duplicate <how>', 'what it does with a connection that exists').choices([
        'accepts',
        'rejects',
        'updates',
        'replaces',
      ]),
    )
    .addOption(new Option('--api-version <version>', 'the version that it uses; default: either').choices(apiVersions))
    .option(
      '--timeout <seconds>',
      'it gives up a response that does not come; it is stopped when it does nothing for so long',
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
