import { createRedactor, isSecretName } from '../../emulator/redact.ts';
import { createGraphHandler } from '../../server/handler.ts';
import { userProxyOf } from '../../server/proxy/environment.ts';
import { startTrustedProxy } from '../../server/proxy/start-proxy.ts';
import { certificatesFor } from '../../server/proxy/trust-files.ts';
import { type SetUpFlags, setUpOf } from '../set-up.ts';
import { printError, printWarning } from '../terminal.ts';
import { endRest, runProgram } from './program-process.ts';
import { type RunFileFlags, writeRunFiles } from './run-files.ts';
import { createRunRecord, type RunRecord } from './run-record.ts';
import { runSummary } from './run-summary.ts';

interface RunFlags extends SetUpFlags, RunFileFlags {
  readonly allow: readonly string[];
  readonly strict?: boolean;
  readonly caDir?: string;
}

/**
 * Runs a program behind a proxy in place of Microsoft Graph, and prints what it did. Exit code: that of the program; with
 * `--strict` 1 where it succeeded although a request was refused.
 *
 * @throws Error where the proxy could not start, or a file cannot be written.
 */
export async function run(command: readonly string[], flags: RunFlags): Promise<number> {
  const record = createRunRecord();
  const { emulator, proxy, mockNotes } = await startRun(flags, record);
  try {
    const [name = '', ...args] = command;
    const { exitCode, problem } = await runProgram(name, args, proxy.env);
    const rest = await endRest(proxy.files.id);
    if (problem) {
      printError(problem);
      return exitCode;
    }
    const ended = rest === 0 ? [] : [`Processes of the program that were still running, and were ended: ${rest}.`];
    const result = {
      command: withoutSecrets(command),
      exitCode,
      record,
      unusedFaults: emulator.unusedFaults,
      roles: flags.roles,
      notes: [...proxy.notes, ...mockNotes, ...ended],
    };
    console.error(runSummary(result));
    writeRunFiles(flags, result, emulator);
    const { refused, refusedLogins, blocked, failed } = record;
    const hasRefused = [refused, refusedLogins, blocked, failed].some(({ size }) => size > 0);
    return flags.strict && exitCode === 0 && hasRefused ? 1 : exitCode;
  } finally {
    await proxy.close();
  }
}

/** A command line without the values of options such as `--client-secret`. */
function withoutSecrets(command: readonly string[]): string[] {
  return command.map((word, index) => {
    const [, option = ''] = /^-+(.+)/.exec(command[index - 1] ?? '') ?? [];
    return isSecretName(option) ? '[redacted]' : createRedactor().value(word);
  });
}

/** The emulator and the proxy, with sentences on mocks that are left out, now or later. */
async function startRun(flags: RunFlags, record: RunRecord) {
  const mockNotes: string[] = [];
  const { emulator, setUp, mocks } = await setUpOf(flags, (note) => mockNotes.push(note));
  setUp(emulator);
  const { certificates, note } = await certificatesFor(flags.caDir, new Date());
  if (note) printWarning(note);
  const graph = createGraphHandler({ emulator, mocks, onExchange: record.addExchange, onLogin: record.addLogin });
  const handler = (request: Request) => {
    record.addRequest(request);
    return graph(request);
  };
  const allowed = { allow: flags.allow, upstreamOf: userProxyOf(process.env), onRefused: record.addRefusal };
  const proxy = await startTrustedProxy({ handler, certificates, ...allowed }, process.env);
  return { emulator, proxy, mockNotes };
}
