import { badOption } from '../schemas/index.ts';
import type { CreateConnection, SuiteOptions } from './client.ts';
import { hasOwnWords } from './own-words.ts';
import { perform } from './perform.ts';
import { type Report, reportOf } from './report.ts';
import type { Scene } from './scene.ts';
import { SituationError } from './situation-error.ts';
import { judge } from './verdicts/index.ts';

/**
 * Lets a client play a scene, and judges it.
 *
 * @throws SituationError with everything that it does wrong.
 * @throws TypeError naming the option when one cannot be used.
 */
export async function runScene(scene: Scene, client: CreateConnection, options: SuiteOptions): Promise<Report> {
  requireOptions(client, options);
  const performance = await perform(scene, client, options);
  const found = judge(performance);
  const isUnderstood = found.some(({ kind }) => kind === 'end.silent') && (await hasOwnWords(performance, client));
  const findings = found.filter(({ kind }) => kind !== 'end.silent' || !isUnderstood);
  if (findings.length > 0) throw new SituationError(performance, findings);
  return reportOf(performance);
}

const allowed = {
  retries: ['never', 'throttling', 'outages'],
  duplicate: ['accepts', 'rejects', 'updates', 'replaces'],
  version: ['v1.0', 'beta'],
  over: ['memory', 'http'],
  cleanErrors: [true, false],
} as const;

function requireOptions(client: CreateConnection, options: SuiteOptions): void {
  if (typeof client !== 'function') {
    throw badOption('client', client, 'a function of { graphUrl, accessToken, connection } that returns a promise');
  }
  for (const [name, values] of Object.entries(allowed)) {
    const value = options[name as keyof typeof allowed];
    if (value === undefined || values.some((one) => one === value)) continue;
    throw badOption(name, value, values.map((one) => JSON.stringify(one)).join(' or '));
  }
  const { timeout = 1 } = options;
  if (!(timeout > 0)) throw badOption('timeout', timeout, 'a number of milliseconds above 0');
}
