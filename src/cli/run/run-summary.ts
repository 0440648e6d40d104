import type { Emulator } from '../../emulator/index.ts';
import { exchangeLines } from '../exchange-lines.ts';
import { paint, printable, twoColumns } from '../terminal.ts';
import { type Counted, neededPermissions, type RefusedLogin, type RunRecord } from './run-record.ts';

/** What the end of a run is about. */
export interface RunResult {
  /** The command line of the program. */
  readonly command: readonly string[];
  readonly exitCode: number;
  readonly record: RunRecord;
  /** Planned faults that no request used up. */
  readonly unusedFaults: Emulator['unusedFaults'];
  /** The roles that `--roles` gave the tokens; undefined without it. */
  readonly roles: readonly string[] | undefined;
  /** Sentences on what else happened. */
  readonly notes: readonly string[];
}

/** What a run did, for its user: the last thing that `run` prints, on standard error. */
export function runSummary(result: RunResult): string {
  const { record, notes } = result;
  return [
    '',
    summaryOpening(result),
    ...whyNoRequest(record),
    ...resultLines(record),
    ...section(`${times(record.refused)} refused:`, record.refused, (exchange) => exchangeLines(exchange, stderr)),
    ...section(`${times(record.refusedLogins, 'to a login host ')} refused:`, record.refusedLogins, loginLines),
    ...section('Advice:', record.advised, (exchange) => exchangeLines(exchange, stderr)),
    ...section('Requests to other hosts:', record.blocked, ({ host, reason }) => `  ${printable(host)}: ${reason}`),
    ...section('Failed tunnels:', record.failed, ({ host, reason }) => `  ${printable(host)}: ${reason}`),
    ...faultLines(result),
    ...permissionLines(result),
    ...notes.map((note) => draw('yellow', printable(note))),
    '',
  ].join('\n');
}

const { stderr } = process;

function draw(style: Parameters<typeof paint>[0], text: string): string {
  return paint(style, text, stderr);
}

function summaryOpening({ command, exitCode, record }: RunResult): string {
  const { requests, tokens } = record;
  const counts = `${pluralOf(requests, 'request')} to Microsoft Graph, ${pluralOf(tokens, 'token')}`;
  return draw('bold', `${printable(command.join(' '), 60)} ended with exit code ${exitCode}: ${counts}.`);
}

/** The dangerous cases first: a program whose requests do not come may have sent them elsewhere. */
function whyNoRequest({ requests, tokens, blocked, failed }: RunRecord): string[] {
  if (requests > 0) return [];
  const [seen, ...reasons] =
    tokens > 0
      ? [
          'A token was requested, but no request to Microsoft Graph was seen.',
          'Its Graph client does not use the proxy of the environment, although its token client does.',
          'It sends its requests to another root than https://graph.microsoft.com.',
        ]
      : [
          'No request to Microsoft Graph and no request for a token was seen.',
          'Its runtime or HTTP client does not use the proxy of the environment: src/server/proxy/README.md of the package has a table.',
          'It reads its proxy or its endpoints from a configuration of its own.',
        ];
  if (failed.size > 0) reasons.push('It does not trust the certificate: see the failed tunnels below.');
  if (tokens === 0 && blocked.size > 0)
    reasons.push('It needs another host first: see the requests to other hosts below.');
  return [
    draw('red', `${seen} Possible reasons:`),
    '  - The program ended before it sent one, or caught an error: read what it printed.',
    ...reasons.map((reason) => `  - ${reason}`),
  ];
}

function resultLines({ results }: RunRecord): string[] {
  const rows = [...results].map(([name, byResult]) => {
    const counts = [...byResult].map(([result, count]) => `${count} × ${result}`);
    return [name, counts.join(', ')] as const;
  });
  return twoColumns(rows, '  ');
}

/** More of one kind are counted, not printed. */
const mostPrinted = 20;

function section<Seen>(title: string, all: Counted<Seen>, lines: (seen: Seen) => string): string[] {
  if (all.size === 0) return [];
  const rest = all.size - mostPrinted;
  return [
    '',
    draw('bold', title),
    ...[...all.values()]
      .slice(0, mostPrinted)
      .map(({ seen, count }) => `${lines(seen)}${count > 1 ? draw('dim', `  (${count} times)`) : ''}`),
    ...(rest > 0 ? [`  … and ${rest} more of this kind`] : []),
  ];
}

function loginLines({ request, status, error, reason }: RefusedLogin): string {
  return `  ${printable(request)}  ${status} ${printable(error)}\n          ${printable(reason, 300)}`;
}

function faultLines({ record: { faults }, unusedFaults }: RunResult): string[] {
  const used = [...faults].map(([name, count]) => `${name} (${pluralOf(count, 'time')})`);
  const unused = unusedFaults.map(({ fault, on, times }) => {
    return `${[fault, ...(on ? ['on', on.join(' or ')] : [])].join(' ')} (${pluralOf(times, 'more time')})`;
  });
  return [
    ...(used.length > 0 ? ['', `Planned faults that were used: ${used.join(', ')}`] : []),
    ...(unused.length > 0 ? ['', draw('yellow', `Planned faults that were not used: ${unused.join(', ')}`)] : []),
  ];
}

function permissionLines({ record, roles }: RunResult): string[] {
  const { operations, isDelegated } = record;
  if (operations.size === 0) return [];
  const { least, missing, superfluous } = neededPermissions(operations, 'application', roles);
  const delegated = neededPermissions(operations, 'delegated').least;
  return [
    '',
    `Least privileged permissions (application): ${least.join(', ')}`,
    ...(isDelegated ? [`Least privileged permissions (delegated): ${delegated.join(', ')}`] : []),
    ...(roles && missing.length > 0 ? [draw('red', `Missing in --roles: ${missing.join(', ')}`)] : []),
    ...(roles && superfluous.length > 0
      ? [draw('yellow', `Superfluous in --roles: ${superfluous.map((role) => printable(role)).join(', ')}`)]
      : []),
  ];
}

function times(all: Counted<unknown>, kind = ''): string {
  const total = [...all.values()].reduce((sum, { count }) => sum + count, 0);
  return total === 1 ? `1 request ${kind}was` : `${total} requests ${kind}were`;
}

function pluralOf(count: number, noun: string): string {
  return `${count || 'no'} ${noun}${count === 1 ? '' : 's'}`;
}
