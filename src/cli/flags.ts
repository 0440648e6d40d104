import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { apiVersions, defaultContext, profiles } from '../rules/index.ts';

/** Reads a whole number of an option; commander reports another value with this message. */
export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    const upTo = maximum < Number.MAX_SAFE_INTEGER || value > maximum ? ` to ${maximum}` : '';
    throw new InvalidArgumentError(`Use a whole number from ${minimum}${upTo}.`);
  };
}

/** The version of this package. */
export function packageVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Adds the flags that decide how an emulator starts. */
export function addSetUpFlags(command: Command): Command {
  return command
    .addOption(profileOption())
    .option('--seed <number>', 'seed of ids and of faults by chance', wholeNumber(0), 1)
    .addOption(
      repeatable(
        '--fault <plan>',
        'plan a fault: throttled; throttled:0.2 by chance; or JSON such as {"fault":"throttled","retryAfter":2}',
      ),
    )
    .addOption(
      repeatable('--load <file>', 'JSON file of connections to start with, as GET /_testkit/connections returns them'),
    )
    .addOption(mocksOption());
}

/** The flag `--mocks`. */
export function mocksOption(): Option {
  return new Option(
    '--mocks <file>',
    'mocks file of Dev Proxy with responses to other requests to Graph, such as GET /users',
  );
}

/** The flag `--profile`. */
export function profileOption(): Option {
  return new Option('--profile <profile>', 'live: what the service enforces; documented: what the reference page says')
    .choices(profiles)
    .default(defaultContext.profile);
}

/** The flag `--api-version`, by default that of the kit. */
export function apiVersionOption(): Option {
  return new Option('--api-version <version>', 'version of Graph').choices(apiVersions).default(defaultContext.version);
}

/** A flag that may be repeated. */
export function repeatable(flags: string, description: string, without = 'none'): Option {
  return new Option(flags, `${description}; may be repeated`).argParser(append).default([], without);
}

/** A flag with the name of a file to write. */
export function outputFile(flags: string, description: string): Option {
  return new Option(flags, description).argParser(outputFileName);
}

function outputFileName(file: string): string {
  if (file !== '-') return file;
  throw new InvalidArgumentError('Standard output has other output already: name a file.');
}

/**
 * Refuses a file that is to be written for one flag, and written or read for another: one would replace the other. Refuses
 * standard input for two files: the second would be empty.
 */
export function requireOwnFiles(command: Command): void {
  const named = command.options
    .filter(({ flags }) => flags.endsWith('<file>'))
    .flatMap((option) =>
      [command.getOptionValue(option.attributeName()) ?? []].flat().map((file) => ({ option, file })),
    );
  for (const { option, file } of named.filter(({ option: { parseArg } }) => parseArg === outputFileName)) {
    const other = named.find((one) => one.option !== option && resolve(one.file) === resolve(file));
    if (other) command.error(`error: ${option.long} and ${other.option.long} name the same file. Name one for each.`);
  }
  const [argument] = command.registeredArguments;
  const files = [...named.map(({ file }) => file), ...(argument?.parseArg ? command.args : [])];
  if (files.indexOf('-') < files.lastIndexOf('-'))
    command.error('error: - names standard input, which can be read once. Use it for one file.');
}

/**
 * Refuses a flag without another that it needs: it would have no effect, and a pipeline would take it for applied.
 *
 * @param needs the other flag of each.
 */
export function requireNeeded(command: Command, needs: Readonly<Record<string, string>>): void {
  const isGiven = (flag: string) => {
    const option = command.options.find(({ long }) => long === flag);
    return option !== undefined && command.getOptionValueSource(option.attributeName()) === 'cli';
  };
  for (const [flag, other] of Object.entries(needs)) {
    if (isGiven(flag) && !isGiven(other)) command.error(`error: ${flag} needs ${other}. Add it, or leave ${flag} out.`);
  }
}

/**
 * The access token in the environment variable that `--token-env` names.
 *
 * @throws TypeError naming a variable that is empty.
 */
export function accessTokenIn(name: string): string {
  const token = process.env[name]?.trim();
  if (token) return token;
  throw new TypeError(`The environment variable ${name} of --token-env is empty. Put an access token into it.`);
}

/** Collects the values of a flag that may be repeated. */
export function append(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}

/** A flag with names between commas, which may be repeated. */
export function list(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string, others: readonly string[] = []) => {
    const names = text.split(',').map((name) => name.trim());
    if (names.includes('')) throw new InvalidArgumentError('Use names with commas between them.');
    return [...others, ...names];
  });
}

/** The argument of a command that takes files: `*` is expanded where the shell has not done so, as on Windows. */
export function filesArgument(name: string, description: string): Argument {
  return new Argument(`[${name}...]`, description).argParser((file: string, others: readonly string[] = []) => {
    const found = file.includes('*') && !existsSync(file) ? globSync(file).toSorted() : [];
    return [...others, ...(found.length > 0 ? found : [file])];
  });
}

/** The longest time that a flag takes, in seconds: a day. */
export const longestSeconds = 86_400;

/** Reads a number of seconds of an option. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value > 0 && value <= longestSeconds) return value;
  throw new InvalidArgumentError(`Use a number of seconds above 0, up to ${longestSeconds}.`);
}
