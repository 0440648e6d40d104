import {
  type ApiVersion,
  asRecord,
  type Evidence,
  type OpenQuestion,
  openQuestions,
  type RuleId,
} from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import { type CaseResult, hasSucceeded, inShort } from './case.ts';

/**
 * What a difference means for a client that follows the kit. `breaking`: a request that the kit accepts would be
 * refused, or a response misread. `notable`: the kit is stricter or less complete than Graph. `minor`: no effect today.
 */
export type Severity = 'breaking' | 'notable' | 'minor';

/** The source that is wrong or outdated: Microsoft's page, Graph's metadata, the service, or a guess of this kit. */
type Attribution = 'documentation' | 'metadata' | 'service' | 'kit';

/** One way in which the kit and what it is compared with differ. */
export interface KitDifference {
  readonly change: 'added' | 'removed' | 'changed';
  /** What it is about, such as `displayTemplate/priority` or `id.alphanumeric`. */
  readonly subject: string;
  /** The value of the kit, and the one that was seen. */
  readonly kit: string;
  readonly seen: string;
  /** The rules that depend on it. */
  readonly rules: readonly RuleId[];
  readonly severity: Severity;
  readonly attribution: Attribution;
  /** Why it has that attribution. */
  readonly because: string;
  /** The number of the open question that it decides. */
  readonly question?: number;
  /** The requests that showed it, up to three of them; for metadata none. */
  readonly examples: readonly string[];
  /** How many requests showed it. */
  readonly count: number;
}

/** Which source is wrong, by the evidence for the kit's prediction. */
export const attributions: Readonly<Record<Evidence, Pick<KitDifference, 'attribution' | 'because'>>> = {
  documented: { attribution: 'documentation', because: "Microsoft's page says otherwise" },
  metadata: { attribution: 'metadata', because: "Graph's metadata says otherwise" },
  observed: {
    attribution: 'service',
    because: 'the service was observed to behave differently, and has changed since',
  },
  claimed: { attribution: 'kit', because: 'a public source says it, without a response of the service' },
  inferred: { attribution: 'kit', because: 'no source says it: the kit guessed' },
};

const ranks: readonly Severity[] = ['breaking', 'notable', 'minor'];

/** Orders the worst first, and keeps the order of equals. */
export function worstFirst(differences: readonly KitDifference[]): readonly KitDifference[] {
  return differences.toSorted((one, other) => ranks.indexOf(one.severity) - ranks.indexOf(other.severity));
}

/** One difference that one request showed. Equal ones of many requests become one difference. */
export interface Sighting extends Pick<KitDifference, 'change' | 'subject' | 'kit' | 'seen' | 'severity'> {
  /** Sightings with the same key are the same difference. */
  readonly key: string;
  readonly evidence: Evidence;
  readonly rule?: RuleId | undefined;
  readonly question?: number | undefined;
  /** The title of the request. */
  readonly example: string;
}

const mostExamples = 3;

/** The differences that requests showed, each once, with how many requests showed it. */
export function differencesFrom(sightings: readonly Sighting[]): readonly KitDifference[] {
  const byKey = Map.groupBy(sightings, ({ key }) => key).values();
  return [...byKey].flatMap((group) =>
    group.slice(0, 1).map(({ change, subject, kit, seen, severity, evidence, question }) => ({
      change,
      subject,
      kit,
      seen,
      rules: [...new Set(group.flatMap(({ rule }) => rule ?? []))],
      severity,
      ...attributions[evidence],
      ...(question !== undefined && { question }),
      examples: group.slice(0, mostExamples).map(({ example }) => example),
      count: group.length,
    })),
  );
}

/** The findings of a run about one open question. */
export interface QuestionResult {
  readonly number: number;
  readonly asks: string;
  /** What the kit does. */
  readonly kit: string;
  /** What was seen; undefined where the run saw nothing of it, for the reason in `because`. */
  readonly seen?: string;
  /** Whether the kit does what was seen; undefined where nothing was. */
  readonly agrees?: boolean;
  readonly because?: string;
}

const notAsked: Readonly<Record<number, string>> = {
  12: 'it takes a token without the permission: run drift once with such a token',
  14: 'it takes as many connections as a tenant may have',
  21: 'it may leave a connection behind that no request can see',
  23: 'it takes tokens of two apps',
  24: 'ids of operations are not compared',
};

/** What single responses show, by the number of the question. */
const shownBy: Readonly<Record<number, (of: ComparedResults) => string | undefined>> = {
  2: ({ created }) => created && String(seenBody(created)['@odata.context']),
  3: ({ created }) => created && showValue(seenBody(created).state),
  4: ({ created, authorized }) =>
    created &&
    `when none is sent, ${appsOf(created)}; when one is sent, ${authorized ? appsOf(authorized) : 'not seen'}`,
  5: ({ created }) => created && Object.entries(seenBody(created)).map(nameAndValue).join(', '),
  6: ({ created }) => created && (created.seen.headers.get('location') ?? 'no Location'),
  13: ({ withoutToken }) =>
    withoutToken && (withoutToken.seen.headers.get('www-authenticate') ?? 'no WWW-Authenticate'),
};

interface ComparedResults {
  readonly created: CaseResult | undefined;
  /** The create that authorizes an app. */
  readonly authorized: CaseResult | undefined;
  readonly withoutToken: CaseResult | undefined;
}

interface RunFindings {
  readonly results: readonly CaseResult[];
  readonly differences: readonly KitDifference[];
  readonly version: ApiVersion;
}

/** Every open question with what the run saw of it. */
export function questionResults({ results, differences, version }: RunFindings): readonly QuestionResult[] {
  const created = results.find(({ of, seen }) => of.subject === 'create' && hasSucceeded(seen));
  const authorized = results.find(({ of, seen }) => of.question === 4 && hasSucceeded(seen));
  const withoutToken = results.find(({ of }) => of.rule === 'token.present' && !('Authorization' in of.headers));
  const questions: readonly OpenQuestion<unknown>[] = Object.values(openQuestions);
  return questions.map(({ number, asks, choice: kit }) => {
    const isAsked = ({ of, kit }: CaseResult) =>
      of.question === number || (number === 12 && kit.rule === 'token.permission');
    const seen =
      shownBy[number]?.({ created, authorized, withoutToken }) || summarizeResponses(results.filter(isAsked));
    if (seen === '') return { number, asks, kit, because: notAsked[number] ?? otherwise(number, version) };
    const disagrees = differences.some(({ question }) => question === number);
    return { number, asks, kit, seen, agrees: !disagrees };
  });
}

function seenBody({ seen }: CaseResult): Readonly<Record<string, unknown>> {
  return asRecord(seen.body) ?? {};
}

function otherwise(number: number, version: ApiVersion): string {
  if (number === 8 && version === 'beta') return 'it is about v1.0: run drift with --api-version v1.0';
  if (number === 9 && version === 'v1.0') return 'it is about beta';
  return 'the requests about it were not sent';
}

function appsOf(result: CaseResult): string {
  return JSON.stringify(asRecord(seenBody(result).configuration)?.authorizedAppIds) ?? 'nothing';
}

function nameAndValue([name, value]: readonly [string, unknown]): string {
  return value === null || name === 'contentCategory' ? `${name} ${showValue(value)}` : name;
}

/** The responses to the requests about a question, each kind once, empty where there are none: `400 BadRequest (json.string: /id is 42, and 160 more)`. */
function summarizeResponses(asked: readonly CaseResult[]): string {
  const kinds = [...Map.groupBy(asked, ({ seen }) => inShort(seen))];
  const titles = kinds.flatMap(([response, all]) =>
    all.slice(0, 1).map(({ of, waited }) => {
      const after = of.repeats ? `, after ${Math.round(waited / 1000)} s` : '';
      return `${response} (${of.title}${after}${all.length > 1 ? `, and ${all.length - 1} more` : ''})`;
    }),
  );
  return titles.join('; ');
}
