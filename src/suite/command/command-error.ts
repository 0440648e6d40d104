import { printable } from '../../schemas/index.ts';

/** How a program ended, and what it printed: the beginning and the end of it, where it is long. */
interface Ended extends Pick<CommandError, 'exitCode' | 'signal' | 'stdout' | 'stderr'> {
  /** Why the suite ended it; absent where it ended by itself. */
  readonly stopped?: string;
}

/** A program that failed: by its exit code, by a signal, or because it had to be ended. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  /** Without what a runtime prints by itself. */
  readonly stderr: string;

  constructor(ended: Ended) {
    const stderr = withoutRuntimeLines(ended.stderr);
    const reason = uncaughtLineOf(stderr) ?? lastLineOf(stderr) ?? lastLineOf(ended.stdout) ?? 'it printed nothing';
    super(`${endOf(ended)}: ${printable(reason, 300)}`);
    this.exitCode = ended.exitCode;
    this.signal = ended.signal;
    this.stdout = ended.stdout;
    this.stderr = stderr;
  }

  /** Whether the program died of an error of its language, such as Python's `KeyError`. */
  get isLanguageError(): boolean {
    const line = uncaughtLineOf(this.stderr) ?? lastLineOf(this.stderr) ?? '';
    return languageErrors.some((pattern) => pattern.test(line)) && !networkFailure.test(line);
  }
}

/** A client that cannot be run: there is nothing to check. */
export class CannotRunError extends Error {
  override readonly name = 'CannotRunError';
}

function endOf({ exitCode, signal, stopped }: Ended): string {
  if (stopped) return stopped;
  return signal ? `ended by ${signal}` : `exit code ${exitCode}`;
}

/** Without colours, and what Java prints before a program and Node.js, Rust and `go run` after it. */
function withoutRuntimeLines(stderr: string): string {
  // Loaded here, because an import of node:util takes a tenth of the time that this entry takes.
  const { stripVTControlCharacters } = process.getBuiltinModule('node:util');
  return stripVTControlCharacters(stderr).replaceAll(
    /^(?:Picked up \w*JAVA\w*OPTIONS: .*|Node\.js v[\d.]+|exit status \d+|note: .*`RUST_BACKTRACE=.*|stack backtrace:(?:\r?\n +(?:\d+:|at ).*)*)(?:\r?\n|$)/gm,
    '',
  );
}

/** A line that names an error as runtimes do: `Error: …`, `KeyError: 'error'`, `… (NoMethodError)`, `panic: …`. */
const uncaught = /(?:^|[\s.:\\(])(?:[A-Z]\w*)?(?:Error|Exception)\b(?:\)|:| \[|$)|^panic: /;

function uncaughtLineOf(text: string): string | undefined {
  const lines = nonEmptyLines(text).filter((line) => !/^\s/.test(line) && uncaught.test(line));
  // Java and Node print it first and then the stack; Python prints the cause first and then what came of it.
  return lines.at(-1);
}

function lastLineOf(text: string): string | undefined {
  return nonEmptyLines(text).at(-1);
}

function nonEmptyLines(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** The words of fetch for a lost connection, in the engines that have it. */
export const networkFailure =
  /fetch failed|failed to fetch|terminated|network|load failed|abort|socket connection was closed/i;

/** What a program dies of that reads what is not there; by language. */
const languageErrors = [
  // JavaScript
  /\b(?:TypeError|SyntaxError|ReferenceError|RangeError)\b/,
  // Python
  /\b(?:KeyError|AttributeError|IndexError|NameError|UnboundLocalError|JSONDecodeError|UnicodeDecodeError)\b/,
  // Java
  /\b(?:NullPointerException|ClassCastException|\w*IndexOutOfBoundsException|NoSuchElementException)\b/,
  // Ruby
  /\b(?:NoMethodError|ParserError)\b/,
  // .NET
  /\b(?:NullReferenceException|KeyNotFoundException|InvalidCastException|JsonException)\b/,
  // Go
  /^panic: (?:runtime error|interface conversion)|invalid character '.*' looking for beginning of value/,
  // Rust
  /\bcalled `Option::unwrap\(\)` on a `None` value|: Error\("expected .*", line: \d+, column: \d+\)/,
  // Perl
  /^(?:malformed JSON string|Can't use an undefined value|Can't call method .* on an undefined value|Not an? \w+ reference)/,
  // PHP
  /\bUncaught Error: Call to /,
];
