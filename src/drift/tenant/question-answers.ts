import { type ApiVersion, type OpenQuestion, openQuestions } from '../../rules/index.ts';
import { showValue } from '../../schemas/index.ts';
import type { Difference } from '../difference.ts';
import { inShort, isAccepted } from './answer.ts';
import type { Result } from './case.ts';
import { grouped } from './grouped.ts';

/** What the run has to say about one open question. */
export interface QuestionAnswer {
  readonly number: number;
  readonly asks: string;
  /** What the kit answers. */
  readonly kit: string;
  /** What was seen; undefined where the run could not tell, for the reason that `because` says. */
  readonly seen?: string;
  /** Whether the kit's answer is what was seen; undefined where nothing was. */
  readonly agrees?: boolean;
  readonly because?: string;
}

const notAsked: Readonly<Record<number, string>> = {
  12: 'it takes a token without the permission: run drift once with such a token',
  14: 'it takes as many connections as a tenant may have',
  21: 'it may leave a connection behind that nobody can see',
};

/** What the create of the life's connection answers, or another answer, by the number of the question. */
const told: Readonly<Record<number, (of: Lookup) => string | undefined>> = {
  2: ({ created }) => created && String(Object(created.seen.body)['@odata.context']),
  3: ({ created }) => member(created, 'state'),
  4: ({ created, authorized }) =>
    created &&
    `when none is sent, ${appsOf(created)}; when one is sent, ${authorized ? appsOf(authorized) : 'not seen'}`,
  5: ({ created }) => created && Object.entries(Object(created.seen.body)).map(nameAndValue).join(', '),
  6: ({ created }) => created && (created.seen.headers.get('location') ?? 'no Location'),
  13: ({ withoutToken }) =>
    withoutToken && (withoutToken.seen.headers.get('www-authenticate') ?? 'no WWW-Authenticate'),
};

interface Lookup {
  readonly created: Result | undefined;
  /** The create that authorizes an app. */
  readonly authorized: Result | undefined;
  readonly withoutToken: Result | undefined;
}

interface Findings {
  readonly results: readonly Result[];
  readonly differences: readonly Difference[];
  readonly version: ApiVersion;
}

/** Every open question with what the run saw of it. */
export function questionAnswers({ results, differences, version }: Findings): readonly QuestionAnswer[] {
  const created = results.find(({ of, seen }) => of.subject === 'create' && isAccepted(seen));
  const authorized = results.find(({ of, seen }) => of.question === 4 && isAccepted(seen));
  const withoutToken = results.find(({ of }) => of.rule === 'token.present' && !('Authorization' in of.headers));
  const questions: readonly OpenQuestion<unknown>[] = Object.values(openQuestions);
  return questions.map(({ number, asks, answers: kit }) => {
    const asked = results.filter(
      ({ of, kit }) => of.question === number || (number === 12 && kit.rule === 'token.permission'),
    );
    const seen =
      told[number]?.({ created, authorized, withoutToken }) ?? (asked.length > 0 ? summary(asked) : undefined);
    if (seen === undefined) return { number, asks, kit, because: notAsked[number] ?? otherwise(number, version) };
    const disagrees = differences.some(({ question }) => question === number);
    return { number, asks, kit, seen, agrees: !disagrees };
  });
}

function member(created: Result | undefined, name: string): string | undefined {
  return created && showValue(Object(created.seen.body)[name]);
}

function otherwise(number: number, version: ApiVersion): string {
  if (number === 8 && version === 'beta') return 'it is about v1.0: run drift with --api-version v1.0';
  if (number === 9 && version === 'v1.0') return 'it is about beta';
  return 'the requests that ask it were not sent';
}

function appsOf({ seen }: Result): string {
  return JSON.stringify(Object(Object(seen.body).configuration).authorizedAppIds) ?? 'nothing';
}

function nameAndValue([name, value]: readonly [string, unknown]): string {
  return value === null || name === 'contentCategory' ? `${name} ${showValue(value)}` : name;
}

/** The answers of the requests that asked, each kind once: `400 BadRequest (json.string: /id is 42, and 160 more)`. */
function summary(asked: readonly Result[]): string {
  const kinds = grouped(asked, ({ seen }) => inShort(seen));
  return kinds.map(([answer, of]) => `${answer} (${examplesOf(of)})`).join('; ');
}

function examplesOf([first, ...others]: readonly Result[]): string {
  if (!first) return '';
  const { of, waited } = first;
  const after = of.repeats ? `, after ${Math.round(waited / 1000)} s` : '';
  return `${of.title}${after}${others.length > 0 ? `, and ${others.length} more` : ''}`;
}
