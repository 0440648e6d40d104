import { explainExchange } from '../emulator/index.ts';
import type { Performance } from './performance.ts';
import type { Finding } from './verdicts/index.ts';
import type { Sent } from './world/index.ts';

const mostRequests = 6;

/** What a client does wrong in a situation: each finding with what was expected, what was seen, and how to mend it. */
export class SituationError extends Error {
  override readonly name = 'SituationError';
  /** The key of the situation. */
  readonly situation: string;
  readonly findings: readonly Finding[];

  constructor({ scene, sent, secret }: Performance, findings: readonly Finding[]) {
    const message = [headline(scene, findings.length), ...findings.map(explained), ...history(sent, findings)].join(
      '\n\n',
    );
    // Whatever is quoted: the token is not.
    super(redacted(message, secret.token));
    this.situation = scene.key;
    this.findings = findings.map((finding) => ({ ...finding, seen: redacted(finding.seen, secret.token) }));
  }
}

function headline({ title, key }: Performance['scene'], count: number): string {
  return `"${title}" (${key}): ${count === 1 ? 'one thing is' : `${count} things are`} to be mended.`;
}

function explained(
  { says, expected, seen, why, fix, source, kind, rule }: Finding,
  index: number,
  all: readonly Finding[],
): string {
  const number = all.length > 1 ? `${index + 1}. ` : '';
  return [
    `${number}${says} (${kind}${rule ? `: ${rule}` : ''})`,
    `  Expected: ${indented(expected)}`,
    `  Seen: ${indented(seen)}`,
    `  On the real service: ${why}`,
    `  To mend it: ${fix}`,
    `  Source: ${source}`,
  ].join('\n');
}

function indented(text: string): string {
  return text.replaceAll('\n', '\n    ');
}

/** The requests and their answers; without the broken rules that a finding has told. */
function history(sent: readonly Sent[], findings: readonly Finding[]): string[] {
  const told = findings.map(({ rule }) => rule);
  const lines = sent.slice(0, mostRequests).map(({ exchange, method, url }) => {
    if (!exchange) return `${method} ${url} was not let out.`;
    return explainExchange({ ...exchange, violations: exchange.violations.filter(({ rule }) => !told.includes(rule)) });
  });
  const more = sent.length > mostRequests ? [`… and ${sent.length - mostRequests} more`] : [];
  return lines.length > 0
    ? [['What happened:', ...[...lines, ...more].map((line) => `  ${indented(line)}`)].join('\n')]
    : [];
}

function redacted(text: string, token: string): string {
  return text.replaceAll(token, '[redacted]');
}
