import { basename } from 'node:path';
import { asRecord } from '../../rules/index.ts';
import { type LiveCreateExternalConnection, option, readOptions } from '../../schemas/index.ts';
import type { ChildProcessInput, ClientInput, SuiteClient } from '../options.ts';
import { type RunningCommand, startCommand } from './start-command.ts';

/** How the program is run. */
export interface CommandOptions {
  /** The folder in which it runs. Default: the current one. */
  readonly cwd?: string;
  /** Environment variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends every run of the program at once when it is aborted. */
  readonly signal?: AbortSignal;
}

/** A client that is a program. */
export interface CommandClient extends SuiteClient {
  (input: ClientInput, child?: ChildProcessInput): Promise<unknown>;
  /** Starts the program once. */
  readonly start: (input: ClientInput, child?: ChildProcessInput) => RunningCommand;
  /** Bytes of memory that one of its runs has taken at most, with all that it started; 0 where the system is not Linux. */
  readonly peakMemory: () => number;
}

const commandOptions = {
  cwd: option.text('the path of a folder', /^./s),
  env: option.where<Readonly<Record<string, string>>>(
    (value) => Object.values(asRecord(value) ?? { none: 0 }).every((one) => typeof one === 'string'),
    'an object with the values of environment variables, all strings',
  ),
  signal: option.where<AbortSignal>((value) => value instanceof AbortSignal, 'the signal of an AbortController'),
};

/**
 * A client that runs a program, in any language, for `situations[i].run`, `runSuite` and `describeCreateConnection`.
 * Several of its runs may go on at once.
 *
 * The program reads the connection to create from its standard input, as one JSON document, and GRAPH_URL,
 * GRAPH_ACCESS_TOKEN and GRAPH_API_VERSION from its environment. The exit code 0 means that the connection was created;
 * any other one means that it was not, with the reason on standard error.
 *
 * @param command the name or path of the program; it is run without a shell.
 * @param args its arguments, in which `{id}`, `{name}` and `{description}` stand for those of the connection.
 * @throws TypeError naming the option when one cannot be used, or when a shell would read `{id}` as a part of its script.
 * @example
 * ```ts
 * import { commandClient, situations } from 'external-connection-testkit/suite';
 *
 * const program = `
 *   let connection = '';
 *   for await (const chunk of process.stdin) connection += chunk;
 *   const response = await fetch(process.env.GRAPH_URL + '/v1.0/external/connections', {
 *     method: 'POST',
 *     headers: { Authorization: 'Bearer ' + process.env.GRAPH_ACCESS_TOKEN, 'Content-Type': 'application/json' },
 *     body: connection,
 *   });
 *   if (response.status !== 201) throw new Error(response.status + ': ' + (await response.text()));
 * `;
 * const client = commandClient(process.execPath, ['--input-type=module', '--eval', program]);
 *
 * const report = await situations[0].run(client);
 * report.skipped === undefined && report.creates; // 1
 * ```
 */
export function commandClient(
  command: string,
  args: readonly string[] = [],
  options: CommandOptions = {},
): CommandClient {
  const { cwd, env, signal } = readOptions('commandClient', commandOptions, options);
  requireCommand(command, args);
  let peak = 0;

  function start(input: ClientInput, child?: ChildProcessInput): RunningCommand {
    const { connection } = input;
    const ending = AbortSignal.any([input.signal, ...(signal ? [signal] : [])]);
    ending.throwIfAborted();
    const running = startCommand({
      command,
      args: args.map((arg) => withValues(arg, connection)),
      cwd,
      env: { ...process.env, ...(child?.env ?? environmentOf(input)), ...env },
      // A program that takes no input reads none.
      stdin: Object.keys(connection).length === 0 ? '' : `${JSON.stringify(connection)}\n`,
      print: child?.print ?? (() => {}),
      onMemory: (bytes) => {
        peak = Math.max(peak, bytes);
      },
    });
    ending.addEventListener('abort', () => void running.end());
    return running;
  }

  return Object.assign((input: ClientInput, child?: ChildProcessInput) => start(input, child).result, {
    start,
    peakMemory: () => peak,
  });
}

/** Whether a client was made by `commandClient`. */
export function isCommandClient(client: SuiteClient): client is CommandClient {
  return 'start' in client;
}

function requireCommand(command: unknown, args: unknown): void {
  const words: readonly unknown[] = Array.isArray(args) ? [command, ...args] : [];
  if (words.length === 0 || command === '' || !words.every((word) => typeof word === 'string')) {
    throw new TypeError(
      'commandClient takes a command and a list of its arguments, all strings, such as ("python3", ["create.py"]).',
    );
  }
  requireNoScript(words);
}

const placeholder = /\{(id|name|description)\}/g;

/** The properties of a connection that stand in the arguments of a command, as `{id}`, `{name}` or `{description}`. */
export function placeholdersIn(args: readonly string[]): readonly string[] {
  return [...new Set(args.flatMap((arg) => [...arg.matchAll(placeholder)].map(([, name = '']) => name)))];
}

/** An argument with the values of a connection; a property that it does not have is empty. */
function withValues(arg: string, { id, name, description }: LiveCreateExternalConnection): string {
  const values: Readonly<Record<string, string | null | undefined>> = { id, name, description };
  return arg.replaceAll(placeholder, (_, property: string) => values[property] ?? '');
}

const shells = /^(?:(?:ba|da|z|k|mk|c|tc|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?$/i;

/** After which a shell reads a script in the place of a file. */
const scriptFlag = /^(?:-[a-z]{0,5}c|-c[a-z]{0,5}|-(?:encoded)?command|\/[ck])$/i;

/**
 * Returns unless a shell would run a value of the connection as a part of its script.
 *
 * @throws TypeError saying what to do instead.
 */
function requireNoScript(words: readonly string[]): void {
  const [name] = placeholdersIn(words);
  const at = words.findIndex((word) => shells.test(basename(word)));
  const shell = basename(words[at] ?? '');
  if (name === undefined || at < 0 || !flagsOf(shell, words.slice(at + 1)).some((word) => scriptFlag.test(word)))
    return;
  throw new TypeError(
    `{${name}} cannot stand in a script of ${shell}, which would run whatever the value contains. Read the connection from the standard input, or put the script into a file: ${shell} create.sh {${name}}.`,
  );
}

/** The flags before the file of a shell; PowerShell has values between them. */
function flagsOf(shell: string, words: readonly string[]): readonly string[] {
  if (/^(?:powershell|pwsh)/i.test(shell)) return words;
  const end = words.findIndex((word, index) => !/^[-+/]/.test(word) && !/^[-+]o$/i.test(words[index - 1] ?? ''));
  return words.slice(0, end < 0 ? words.length : end);
}

/** The environment variables by which a process reaches the suite over HTTP, even where a proxy is set. */
export function environmentOf({
  graphUrl,
  accessToken,
  version,
}: Pick<ClientInput, 'graphUrl' | 'accessToken' | 'version'>): ChildProcessInput['env'] {
  const { NO_PROXY, no_proxy = NO_PROXY } = process.env;
  const direct = [no_proxy, '127.0.0.1'].filter(Boolean).join(',');
  return {
    GRAPH_URL: graphUrl,
    GRAPH_ACCESS_TOKEN: accessToken,
    GRAPH_API_VERSION: version,
    NO_PROXY: direct,
    no_proxy: direct,
  };
}
