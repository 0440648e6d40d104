import {
  type PlannedRequest,
  plannedRequests,
  type TenantOptions,
  type TenantReport,
  tenantDrift,
} from '../drift/index.ts';
import { type RuleId, rules } from '../index.ts';
import { paint, printable, printableJson, printableLines } from './paint.ts';
import { tenantReportLines } from './tenant-report-lines.ts';

export interface TenantFlags {
  readonly url: string;
  readonly apiVersion: 'beta' | 'v1.0';
  /** The name of an environment variable. */
  readonly tokenEnv?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly schema?: boolean;
  readonly rule: readonly string[];
  readonly seed: number;
  readonly json?: boolean;
}

/** Asks a tenant, or prints what it would be asked. Exit code: 0 no drift, 1 drift, 2 it cannot be told. */
export async function driftOfTenant(flags: TenantFlags): Promise<number> {
  const { json } = flags;
  try {
    const options = optionsOf(flags);
    if (flags.dryRun) {
      const planned = plannedRequests(options);
      console.log(json ? printableJson(planned) : [...planned.map(plannedLines), around].join('\n'));
      return 0;
    }
    const report = await asked({ ...options, token: tokenOf(flags) });
    console.log(json ? printableJson(report) : tenantReportLines(report));
    return exitCodeOf(report);
  } catch (error) {
    const { message } = Object(error);
    console.error(paint('red', printableLines(`Cannot compare: ${message}`), process.stderr));
    return 2;
  }
}

function optionsOf({ url, apiVersion: version, schema = false, rule, seed }: TenantFlags) {
  const unknown = rule.find((id) => !rules.some((one) => one.id === id));
  if (unknown !== undefined) throw new TypeError(`No rule has the id "${unknown}". The README lists them.`);
  // Each was just found in the table.
  return { url, version, withSchema: schema, rules: rule as readonly RuleId[], seed };
}

function tokenOf({ tokenEnv, yes }: TenantFlags): string {
  if (tokenEnv === undefined)
    throw new TypeError('Name the environment variable of the access token: --token-env GRAPH_TOKEN.');
  const token = process.env[tokenEnv];
  if (!token) throw new TypeError(`The environment variable ${tokenEnv} is empty. Put an access token there.`);
  if (!yes) {
    throw new TypeError(
      'This creates connections in the tenant and deletes them. See what with --dry-run, then add --yes.',
    );
  }
  return token;
}

async function asked(options: TenantOptions): Promise<TenantReport> {
  const stop = new AbortController();
  const onSignal = () => {
    console.error('Stopping. What was created is deleted first; Ctrl+C once more leaves it behind.');
    stop.abort();
  };
  // Once: the second signal ends the process, as it does by default.
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    return await tenantDrift({ ...options, signal: stop.signal, onProgress: tellProgress });
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}

const step = 50;

function tellProgress(count: number, of: number): void {
  if (count % step === 0 || count === of) console.error(paint('dim', `${count} of ${of} requests`, process.stderr));
}

function exitCodeOf({ differences, leftovers, incomplete }: TenantReport): number {
  if (incomplete !== undefined || leftovers.length > 0) return 2;
  return differences.length > 0 ? 1 : 0;
}

const around =
  'Before all that, the connections are listed, to leave them alone; in the end, what was created is looked up and deleted.';

function plannedLines({ method, url, title, rule, text }: PlannedRequest): string {
  const why = rule === undefined ? title : `${title} (rule ${rule})`;
  const body = text === undefined ? [] : [`    ${printable(text)}`];
  return [`${paint('bold', method.padEnd(6))} ${url}  ${paint('dim', printable(why))}`, ...body].join('\n');
}
