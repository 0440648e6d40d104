import { asRecord, parseJson } from '../../rules/index.ts';
import { type InteractionResult, messageReason, type VerificationMismatch } from './verification-results.ts';
import type { InteractionRun } from './verifier-bridge.ts';

/** The report of Pact's core, as far as the kit reads it. */
export interface CoreReport {
  readonly interactionResults: readonly ReportedInteraction[];
  readonly notices?: readonly (string | Readonly<Record<string, string>>)[];
  readonly errors?: readonly { readonly interaction: string; readonly mismatch?: { readonly message?: string } }[];
}

interface ReportedInteraction {
  readonly consumer: string;
  readonly provider: string;
  readonly description: string;
  /** The id that a broker has given to the interaction. */
  readonly interactionId?: string;
  readonly providerStates?: readonly string[];
  readonly pending?: boolean;
  readonly result: 'OK' | 'Error';
  /** Such as `95ms`. */
  readonly duration?: string;
  readonly mismatch?: { readonly message?: string; readonly mismatches?: readonly ReportedMismatch[] };
}

interface ReportedMismatch {
  /** Such as `BodyMismatch`. */
  readonly type: string;
  readonly expected?: unknown;
  readonly actual?: unknown;
  /** The whole in one sentence. */
  readonly mismatch: string;
  /** JSON path of a body. */
  readonly path?: string;
  /** Name of a header. */
  readonly key?: string;
}

/** The report in a text; undefined where it holds none. */
export function reportIn(text: string): CoreReport | undefined {
  const report = parseJson(text);
  // Pact's core writes no other object that has results.
  return Array.isArray(asRecord(report)?.interactionResults) ? (report as CoreReport) : undefined;
}

/** The results of the report, each with what happened on the bridge: Pact reports in the order in which it asks. */
export function interactionsIn(
  { interactionResults }: CoreReport,
  runs: readonly InteractionRun[],
): readonly InteractionResult[] {
  return interactionResults.map((reported, index) => interactionResult(reported, runs[index]));
}

/** The texts of the broker's notices. Those for after the verification are one for each way in which it can end. */
export function noticesIn({ notices = [] }: CoreReport): readonly string[] {
  const texts = notices.map((notice) => {
    if (typeof notice === 'string') return notice;
    return notice.when?.startsWith('after_verification') ? '' : (notice.text ?? '');
  });
  return [...new Set(texts.filter((text) => text !== ''))];
}

/** Why pacts could not be loaded, such as a broker that does not respond. */
export function problemsIn({ errors = [] }: CoreReport): readonly string[] {
  return errors
    .filter(({ interaction }) => interaction.startsWith('Failed to load pact'))
    .map(({ interaction, mismatch }) =>
      (mismatch?.message ?? interaction).replace(/Failed to parse Pact JSON$/, unparsed),
    );
}

const unparsed =
  "Pact's core cannot parse it. Look for values more than a hundred levels deep, numbers beyond the range of a double, and halves of surrogate pairs.";

function interactionResult(
  reported: ReportedInteraction,
  { exchange, location, problem, isMessage }: InteractionRun = {},
): InteractionResult {
  const { consumer, provider, description, providerStates: states = [], pending = false, result, duration } = reported;
  const failed = pending ? 'pending' : 'failed';
  const named = { consumer, provider, description, states: states.filter((name) => name !== '') };
  if (isMessage) return { ...named, outcome: 'skipped', mismatches: [], duration: 0, reason: messageReason };
  return {
    ...named,
    outcome: result === 'OK' ? 'passed' : failed,
    mismatches:
      result === 'OK' ? [] : mismatchesOf(reported, problem).map((mismatch) => withLocation(mismatch, location)),
    duration: Number.parseInt(duration ?? '0', 10) || 0,
    ...(exchange !== undefined && { exchange }),
  };
}

/** The mismatch of a header that Pact's core does not get. */
function withLocation(mismatch: VerificationMismatch, location: string | undefined): VerificationMismatch {
  if (location === undefined || mismatch.place.toLowerCase() !== 'header location') return mismatch;
  return { ...mismatch, received: `${location}, which cannot be verified. Leave the header out of the pact` };
}

/** In an order of their own, for the core has none. */
function mismatchesOf(
  { mismatch }: ReportedInteraction,
  problem: InteractionRun['problem'],
): readonly VerificationMismatch[] {
  if (problem) return [problem];
  const found = (mismatch?.mismatches ?? []).map(mismatchOf);
  if (found.length === 0)
    found.push({ place: 'the request', expected: 'a response', received: mismatch?.message ?? 'none' });
  return found.toSorted((a, b) => rank(a) - rank(b) || (a.place < b.place ? -1 : 1));
}

function rank({ place }: VerificationMismatch): number {
  return ['status', 'header', 'body'].indexOf(place.split(' ')[0] ?? '');
}

/** What the core puts before some sentences. */
const prefix = /^(?:Mismatch with header '[^']*'|Type mismatch): /;

/** The sentences of the core say `Expected <what came> to <what is asked for>`. */
const sentence = /^Expected (?!header ')(.+) to ((?:be|match|have|contain|include|not) .+)$/s;

function mismatchOf(reported: ReportedMismatch): VerificationMismatch {
  const { type, expected, actual } = reported;
  const place = placeOf(reported);
  const mismatch = reported.mismatch.replace(prefix, '');
  const [, received, asked] = sentence.exec(mismatch) ?? [];
  const [, keys] = mismatch.split('missing the following keys: ', 2);
  // A matcher allows several; the status beside it is one of them.
  if (type === 'StatusMismatch')
    return { place, expected: asked?.replace(/^be an? /, '') ?? shown(expected), received: shown(actual) };
  if (received !== undefined && asked !== undefined) return { place, expected: `to ${asked}`, received };
  if (keys !== undefined) return { place, expected: `to have ${keys}`, received: shown(actual) };
  if (mismatch.startsWith("Expected a header '")) {
    return { place, expected: `a header like ${shown(expected)}`, received: 'none' };
  }
  // Such as a regular expression that is none.
  if (!mismatch.startsWith('Expected '))
    return { place, expected: shown(expected), received: `${shown(actual)} (${mismatch})` };
  // What came is reported beside it: the core only counts the bytes of a body.
  const asks = mismatch
    .replace(/^Expected (?:header '[^']*' to have )?/, '')
    .replace(/ but (?:was|got|received|the actual) .*$/s, '');
  return { place, expected: asks.startsWith('body Present(') ? shown(expected) : asks, received: shown(actual) };
}

function placeOf({ type, path, key }: ReportedMismatch): string {
  if (type === 'StatusMismatch') return 'status';
  if (type === 'HeaderMismatch') return `header ${key}`;
  if (type === 'BodyTypeMismatch') return 'header Content-Type';
  // That of a body that should not be there.
  return path && path !== '/' ? `body ${path}` : 'body';
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value || 'nothing' : (JSON.stringify(value ?? undefined) ?? 'nothing');
}
