import { Command, CommanderError } from 'commander';
import { commands } from './commands.ts';
import { type End, examples, packageVersion } from './flags.ts';

/** Runs a command line in the form of process.argv, and resolves with the exit code: 2 for wrong usage. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', endWithoutOutput);
  let exitCode = 0;
  const end = (code: number) => {
    exitCode = code;
  };
  // The flags of one command are made in less time than those of all.
  const program = createProgram(end, argv[2]);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has printed the error, the help or the version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  return exitCode;
}

/** What a command found is lost where the standard output is closed, as by `head`, or full. */
function endWithoutOutput({ code, message }: NodeJS.ErrnoException): never {
  const reason = code === 'EPIPE' ? 'it is closed' : message;
  console.error(`Failed to print the output: ${reason}. Fix: print to a file with enough room, or read all of it.`);
  process.exit(2);
}

/**
 * The program with the command of a name, or with every command where there is none of that name.
 *
 * @param end takes the exit code of the command that ran.
 */
export function createProgram(end: End, name = ''): Command {
  const program = new Command('external-connection-testkit')
    .description('Test code that creates Microsoft Graph external connections, without a tenant.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('Add --help to see the usage.')
    .addHelpText(
      'after',
      `${examples('serve', 'check connection.json', 'build --count 3')}\n\nEach command has its own --help.`,
    )
    // So that the options after the program of `run` and `suite` are its own.
    .enablePositionalOptions()
    .exitOverride();
  const added = Object.hasOwn(commands, name) ? [commands[name]] : Object.values(commands);
  for (const add of added) add?.(program, end);
  for (const command of program.commands) {
    command.helpOption('-h, --help', 'print this help').copyInheritedSettings(program);
  }
  return program;
}
