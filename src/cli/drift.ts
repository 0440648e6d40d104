import {
  type PlannedRequest,
  plannedRequests,
  type TenantOptions,
  type TenantReport,
  tenantDrift,
} from '../drift/index.ts';
import { type RuleId, rules } from '../index.ts';
import { reportText } from './drift-report.ts';
import { onStopSignal } from './on-stop-signal.ts';
import { paint, printable, printableJson, printError } from './paint.ts';

export interface DriftFlags {
  readonly graphUrl: string;
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

/** Compares a tenant, or prints the plan. Exit code: 0 no drift, 1 drift, 2 the comparison is incomplete. */
export async function drift(flags: DriftFlags): Promise<number> {
  const { json } = flags;
  try {
    const options = optionsOf(flags);
    if (flags.dryRun) {
      const planned = plannedRequests(options);
      console.log(json ? printableJson(planned) : [...planned.map(plannedText), aroundThePlan].join('\n'));
      return 0;
    }
    const report = await compare({ ...options, accessToken: tokenOf(flags) });
    console.log(json ? printableJson(report) : reportText(report));
    return exitCodeOf(report);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    printError(`Cannot compare: ${message}`);
    return 2;
  }
}

function optionsOf({ graphUrl, apiVersion: version, schema = false, rule, seed }: DriftFlags) {
  const unknown = rule.find((id) => !rules.some((one) => one.id === id));
  if (unknown !== undefined) throw new TypeError(`No rule has the id "${unknown}". src/rules/README.md lists them.`);
  // Each was just found in the table.
  return { graphUrl, version, withSchema: schema, rules: rule as readonly RuleId[], seed };
}

function tokenOf({ tokenEnv, yes }: DriftFlags): string {
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

async function compare(options: TenantOptions): Promise<TenantReport> {
  const stop = new AbortController();
  const forget = onStopSignal(() => {
    console.error('Stopping. What was created is deleted first; Ctrl+C once more leaves it behind.');
    stop.abort();
  });
  try {
    return await tenantDrift({ ...options, signal: stop.signal, onProgress: printProgress });
  } finally {
    forget();
  }
}

const step = 50;

function printProgress(count: number, of: number): void {
  if (count % step === 0 || count === of) console.error(paint('dim', `${count} of ${of} requests`, process.stderr));
}

function exitCodeOf({ differences, leftovers, incomplete }: TenantReport): number {
  if (incomplete !== undefined || leftovers.length > 0) return 2;
  return differences.length > 0 ? 1 : 0;
}

const aroundThePlan =
  'Before these requests, the existing connections are listed, to leave them alone; after them, what was created is looked up and deleted.';

function plannedText({ method, url, title, rule, text }: PlannedRequest): string {
  const why = rule === undefined ? title : `${title} (rule ${rule})`;
  const body = text === undefined ? [] : [`    ${printable(text)}`];
  return [`${paint('bold', method.padEnd(6))} ${url}  ${paint('dim', printable(why))}`, ...body].join('\n');
}
