import type { KitDifference, QuestionResult, Severity } from '../drift/difference.ts';
import {
  type DriftRequest,
  type DriftRunOptions,
  plannedRequests,
  type TenantReport,
  tenantDrift,
} from '../drift/tenant-drift.ts';
import type { ApiVersion, RuleId } from '../rules/index.ts';
import { deletionCommand } from '../tenant/owned-connections.ts';
import { accessTokenIn } from './flags.ts';
import { onStopSignal, paint, printable, printableJson, printableLines } from './terminal.ts';

interface DriftFlags {
  readonly graphUrl: string;
  readonly apiVersion: ApiVersion;
  /** The name of an environment variable. */
  readonly tokenEnv?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly schema?: boolean;
  /** tenantDrift checks them. */
  readonly rule: readonly RuleId[];
  readonly seed: number;
  readonly json?: boolean;
}

/** Compares a tenant, or prints the plan. Exit code: 0 no drift, 1 drift, 2 the comparison is incomplete. */
export async function drift({ json, tokenEnv, ...flags }: DriftFlags): Promise<number> {
  const { graphUrl, apiVersion: version, schema: withSchema = false, rule: rules, seed } = flags;
  const options = { graphUrl, version, withSchema, rules, seed };
  if (flags.dryRun) {
    const planned = plannedRequests(options);
    console.log(json ? printableJson(planned) : [...planned.map(plannedText), aroundThePlan].join('\n'));
    return 0;
  }
  if (tokenEnv === undefined)
    throw new TypeError('Name the environment variable of the access token: --token-env GRAPH_TOKEN.');
  const accessToken = accessTokenIn(tokenEnv);
  if (!flags.yes) {
    throw new TypeError(
      'This creates connections in the tenant and deletes them. See what with --dry-run, then add --yes.',
    );
  }
  const report = await compare({ ...options, accessToken });
  console.log(json ? printableJson(report) : reportText(report));
  if (report.incomplete !== undefined || report.leftovers.length > 0) return 2;
  return report.differences.length > 0 ? 1 : 0;
}

async function compare(options: DriftRunOptions): Promise<TenantReport> {
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

function printProgress(count: number, of: number): void {
  if (count % 50 === 0 || count === of) console.error(paint('dim', `${count} of ${of} requests`, process.stderr));
}

const aroundThePlan =
  'Before these requests, the existing connections are listed, to leave them alone; after them, what was created is looked up and deleted.';

function plannedText({ method, url, title, rule, text }: DriftRequest): string {
  const why = rule === undefined ? title : `${title} (rule ${rule})`;
  const body = text === undefined ? [] : [`    ${printable(text)}`];
  return [`${paint('bold', method.padEnd(6))} ${url}  ${paint('dim', printable(why))}`, ...body].join('\n');
}

/** A report as text: the differences, the open questions, the requests that were not sent, and what was left behind. */
function reportText(report: TenantReport): string {
  const { graphUrl, version, sent, differences, questions, skipped, leftovers, incomplete } = report;
  const left = leftovers.map((id) => `  ${deletionCommand(graphUrl, version, id)}`);
  const { length } = differences;
  const points = length === 1 ? '1 point' : `${length} points`;
  const outcome =
    length > 0 ? paint('red', `differs from the kit in ${points}`) : paint('green', 'responds as the kit does');
  return [
    `${paint('bold', graphUrl)} ${outcome} ${paint('dim', `(${version}, profile live, ${sent} requests)`)}`,
    ...differences.map(differenceText),
    [paint('bold', 'Open questions'), ...questions.map(questionLines)].join('\n'),
    [paint('bold', 'Not sent'), ...skipped.map(({ title, reason }) => printable(`  ${title}: ${reason}`))].join('\n'),
    ...(incomplete === undefined ? [] : [paint('red', printable(incomplete))]),
    ...(left.length > 0 ? [paint('red', printableLines(['Left behind; delete with:', ...left].join('\n')))] : []),
  ].join('\n\n');
}

function questionLines({ number, asks, seen, agrees, because }: QuestionResult): string {
  const result =
    agrees === undefined ? paint('dim', 'unknown  ') : agrees ? paint('green', 'as chosen') : paint('red', 'otherwise');
  const reason = seen ?? because ?? '';
  return `  ${String(number).padStart(2)}  ${result}  ${printable(asks)}\n                 ${paint('dim', printable(reason))}`;
}

const colours = { breaking: 'red', notable: 'yellow', minor: 'dim' } as const satisfies Record<Severity, string>;

/** A difference as text: severity and subject; the kit's value and the one that was seen; which source is wrong, and why. */
export function differenceText({ change, subject, kit, seen, ...difference }: KitDifference): string {
  const { severity, attribution, because, rules, question, examples, count } = difference;
  const how = paint(colours[severity], severity.padEnd(8));
  const depending = rules.length === 0 ? '' : `; ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`;
  const answered = question === undefined ? '' : `; open question ${question}`;
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return [
    `  ${how}  ${paint('bold', printable(subject))} ${change}`,
    `    the kit  ${printable(kit)}`,
    `    seen     ${printable(seen)}`,
    ...examples.slice(0, 1).map((first) => `    when     ${printable(first)}${others}`),
    paint('dim', `    ${attribution}: ${because}${depending}${answered}`),
  ].join('\n');
}
