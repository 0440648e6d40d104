import { Command, CommanderError, type Option } from 'commander';
import { asRecord } from '../rules/index.ts';
import { type CommandRow, commands } from './commands.ts';
import { packageVersion, requireNeeded, requireOwnFiles } from './flags.ts';
import { printableLines, printError } from './terminal.ts';

/** Runs a command line in the form of process.argv, and resolves with the exit code: 2 for wrong usage and failures. */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  process.stdout.on('error', endWithoutOutput);
  // There is no place left to print that.
  process.stderr.on('error', () => {});
  let exitCode = 0;
  const end = (code: number) => {
    exitCode = code;
  };
  const words = withHelpAsFlag(argv.slice(2));
  // The flags of one command are made in less time than those of all.
  const program = createProgram(end, words[0]);
  try {
    await program.parseAsync(words, { from: 'user' });
  } catch (error) {
    // Commander has printed the error, the help or the version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const [command] = program.commands.length === 1 ? program.commands : [];
    printError(missingPackage(error) ?? (error instanceof TypeError ? inFlags(error.message, command) : error));
    return 2;
  }
  return exitCode;
}

/** How to install the package that an import did not find, as a peer that a package manager left out. */
function missingPackage(error: unknown): string | undefined {
  const { code, message } = asRecord(error) ?? {};
  const [, name] = /^Cannot find package '([^']+)'/.exec(code === 'ERR_MODULE_NOT_FOUND' ? String(message) : '') ?? [];
  return name && `This command needs the package ${name}, which is not installed. Run: npm install --save-dev ${name}`;
}

/** The message of an error about an option of the library, with the flag that sets it in the place of its name. */
function inFlags(message: string, command?: Command): string {
  const flagOf = (name: string) => {
    const last = name.slice(name.lastIndexOf('.') + 1);
    const own = command?.options.find((option) => [last, last.replace(/s$/, '')].includes(option.attributeName()));
    return flagsOfOptions[name] ?? own?.long ?? name;
  };
  return message
    .replace(/^\w+ has no option/, 'There is no option')
    .replaceAll(/broker\.selectors\[\d+\]\.?/g, '--selector ')
    .replaceAll(/(?<=\boption )[\w.]+(?![\w.[])/g, flagOf);
}

/** The flags that have other names than the options that they set. */
const flagsOfOptions: Readonly<Record<string, string>> = {
  tls: '--cert',
  'broker.url': '--broker-url',
  'broker.pending': '--enable-pending',
  'broker.wipSince': '--include-wip-since',
};

/** `help serve` as `serve --help`; where help is of a command that does not exist, its name alone, which is the error. */
function withHelpAsFlag(words: readonly string[]): readonly string[] {
  const isHelp = words[0] === 'help';
  const [name = '--help'] = isHelp ? words.slice(1).filter((word) => word !== 'help') : words;
  if (!name.startsWith('-') && !Object.hasOwn(commands, name)) return [name];
  return isHelp ? [name, '--help'] : words;
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
export function createProgram(end: (exitCode: number) => void, name = ''): Command {
  const program = new Command('external-connection-testkit')
    .description('Test code that creates Microsoft Graph external connections, without a tenant.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError('Add --help to see the usage.')
    .addHelpText(
      'after',
      endOfHelp(['serve', 'check connection.json', 'build --count 3'], 'Each command has its own --help.'),
    )
    // So that the options after the program of `run` and `suite` are its own.
    .enablePositionalOptions()
    .configureOutput({ outputError: (text, write) => write(printableLines(text)) })
    .exitOverride();
  const isKnown = Object.hasOwn(commands, name);
  for (const [each, row] of Object.entries(commands)) {
    if (!isKnown || each === name) completeCommand(program.command(each), row, end);
  }
  return program;
}

function completeCommand(command: Command, row: CommandRow, end: (exitCode: number) => void): void {
  const { summary, description, addFlags, needs = {}, examples, exitCodes, load } = row;
  command
    .summary(summary)
    .description(description)
    .addHelpText('after', endOfHelp(examples, exitCodes && `Exit code: ${exitCodes}`))
    .hook('preAction', () => {
      const [empty] = command.registeredArguments;
      if (command.args[0] === '') command.error(`error: argument '${empty?.name()}' is empty`);
      requireOwnFiles(command);
      requireNeeded(command, needs);
    })
    .action(async (...args) => end(await (await load())(...args)));
  addFlags(command);
  for (const option of command.options) if (option.required) requireValue(command, option);
}

function endOfHelp(examples: readonly string[], ending?: string): string {
  const lines = examples.map((line) => `  $ npx external-connection-testkit ${line}`);
  return ['', 'Examples:', ...lines, ...(ending === undefined ? [] : ['', ending])].join('\n');
}

/** Refuses an empty value, as of an unset variable of the shell, and the next flag where a value was left out. */
function requireValue(command: Command, option: Option): void {
  command.on(`option:${option.name()}`, (value: string) => {
    if (value !== '' && !/^-./.test(value)) return;
    command.error(
      `error: option '${option.flags}' argument '${value}' is invalid. Use a value that is not empty and does not begin with a hyphen.`,
    );
  });
}
