import { type Exchange, explainExchange } from '../../emulator/exchange.ts';
import type { Emulator } from '../../emulator/index.ts';
import { packageVersion } from '../flags.ts';
import { type JunitCase, junitOf, writeReport } from '../junit.ts';
import { printableJson } from '../terminal.ts';
import { type Counted, neededPermissions } from './run-record.ts';
import type { RunResult } from './run-summary.ts';

/** The files that `run` writes at the end. */
export interface RunFileFlags {
  readonly junit?: string;
  readonly json?: string;
  readonly har?: string;
}

/**
 * Writes the files that the flags name.
 *
 * @throws Error naming a file that cannot be written; the others are written.
 */
export function writeRunFiles({ junit, json, har }: RunFileFlags, result: RunResult, emulator: Emulator): void {
  const files = [
    { flag: '--junit', file: junit, text: () => runJunit(result) },
    { flag: '--json', file: json, text: () => `${printableJson(runReportOf(result))}\n` },
    { flag: '--har', file: har, text: () => `${printableJson(harOf(emulator.exchanges, result.record.durations))}\n` },
  ];
  const problems = files.flatMap(({ flag, file, text }) => {
    if (file === undefined) return [];
    try {
      writeReport(flag, file, text());
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function runReportOf({ command, exitCode, record, unusedFaults, roles, notes }: RunResult) {
  const { tokens, requests, results, operations, faults } = record;
  const entriesOf = (all: Counted<object>) => Array.from(all.values(), ({ seen, count }) => ({ count, ...seen }));
  return {
    command,
    exitCode,
    tokens,
    requests,
    results: Object.fromEntries([...results].map(([name, counts]) => [name, Object.fromEntries(counts)])),
    refused: entriesOf(record.refused),
    refusedLogins: entriesOf(record.refusedLogins),
    advised: entriesOf(record.advised),
    blocked: entriesOf(record.blocked),
    failed: entriesOf(record.failed),
    faults: { used: Object.fromEntries(faults), unused: unusedFaults },
    permissions: {
      application: neededPermissions(operations, 'application', roles),
      delegated: neededPermissions(operations, 'delegated').least,
    },
    notes,
  };
}

/** A test suite with a test for each operation, each refused request, each failed tunnel and each other host. */
function runJunit({ record }: RunResult): string {
  const test = { className: 'external-connection-testkit.run', duration: 0, text: '' } as const;
  const passed = [...record.results].map(([name, counts]): JunitCase => {
    const message = [...counts].map(([result, count]) => `${count} × ${result}`).join(', ');
    return { ...test, name: `${name}: ${message}`, outcome: 'passed', message };
  });
  const failed = [
    ...seenIn(record.refused).map(failedCase),
    ...seenIn(record.refusedLogins).map(({ request: name, reason: message }) => ({ name, message })),
    ...[...seenIn(record.blocked), ...seenIn(record.failed)].map(({ host, reason: message }) => ({
      name: `request to ${host}`,
      message,
    })),
  ].map((failure): JunitCase => ({ ...test, ...failure, outcome: 'failed' }));
  return junitOf([['run', [...passed, ...failed]]]);
}

function seenIn<Seen>(all: Counted<Seen>): Seen[] {
  return Array.from(all.values(), ({ seen }) => seen);
}

function failedCase(exchange: Exchange) {
  const text = explainExchange(exchange);
  return { name: `${exchange.request.method} ${exchange.request.url}`, message: text.split('\n', 1).join(), text };
}

/**
 * Exchanges as an HTTP Archive. What they hold is redacted already; the parts of a batch stand in its body.
 *
 * **Source:** HTTP Archive (HAR) 1.2.
 */
function harOf(exchanges: readonly Exchange[], durations: WeakMap<Exchange, number>): object {
  const parts = new Set(exchanges.flatMap(({ parts = [] }) => parts));
  const entries = exchanges.filter((exchange) => !parts.has(exchange)).map((exchange) => entryOf(exchange, durations));
  return {
    log: { version: '1.2', creator: { name: 'external-connection-testkit', version: packageVersion() }, entries },
  };
}

function entryOf(exchange: Exchange, durations: WeakMap<Exchange, number>) {
  const { at, request, response } = exchange;
  const time = durations.get(exchange) ?? 0;
  const sent = bodyTextOf(request.body);
  const received = bodyTextOf(response.body);
  const message = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 };
  return {
    startedDateTime: at.toISOString(),
    time,
    request: {
      ...message,
      method: request.method,
      url: request.url,
      headers: pairsOf(Object.entries(request.headers)),
      queryString: pairsOf(new URL(request.url).searchParams),
      bodySize: Buffer.byteLength(sent),
      ...(sent !== '' && { postData: { mimeType: request.headers['content-type'] ?? '', text: sent } }),
    },
    response: {
      ...message,
      status: response.status,
      statusText: '',
      headers: pairsOf(Object.entries(response.headers)),
      content: {
        size: Buffer.byteLength(received),
        mimeType: response.headers['content-type'] ?? '',
        ...(received !== '' && { text: received }),
      },
      redirectURL: '',
      bodySize: Buffer.byteLength(received),
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(exchange.fault && { comment: `fault ${exchange.fault}` }),
  };
}

function pairsOf(entries: Iterable<readonly [string, string]>) {
  return [...entries].map(([name, value]) => ({ name, value }));
}

function bodyTextOf(body: unknown): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}
