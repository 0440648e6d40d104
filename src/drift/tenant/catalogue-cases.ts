import { createBuilders, type InvalidRequest, invalidCreateRequests } from '../../builders/index.ts';
import { type ApiVersion, limits, type RuleId, ruleOf } from '../../rules/index.ts';
import type { Case, Run } from './case.ts';

/** Rules whose samples are tokens that only an identity provider can issue: a forged one is refused for another reason. */
const needsRealToken: readonly RuleId[] = ['token.current', 'token.audience', 'token.permission'];

const questions: readonly (readonly [rule: RegExp, question: number])[] = [
  [/^settings\.betaOnly$/, 8],
  [/^enabledContentExperiences\.form$/, 9],
  [/^json\./, 16],
  [/^displayTemplate\.idLength$/, 17],
  [/^displayTemplate\.priority$/, 18],
  [/^itemIdResolver\.discriminator$/, 19],
];

/** The catalogue of invalid requests as cases, with ids and a name of the run in the place of the valid ones. */
export function catalogueCases(version: ApiVersion, run: Run): readonly Case[] {
  const { id, name } = createBuilders({ version }).createRequest();
  return invalidCreateRequests({ profile: 'live', version })
    .filter(({ rule }) => !needsRealToken.includes(rule))
    .map((request) => caseOf(request, withOwn(request.body, { id, name }, run)));
}

/** What is left out of the catalogue, and why. */
export const leftOut = needsRealToken.map((rule) => ({
  title: rule,
  reason: 'it takes a token that only an identity provider can issue',
}));

function caseOf({ rule, title, headers }: InvalidRequest, body: unknown): Case {
  const { paths, evidence } = ruleOf(rule);
  const { Authorization, ...others } = headers;
  const hasToken = !rule.startsWith('token.');
  const own = Object(body).id;
  const isOtherCase = isReservedInOtherCase(rule, own);
  const question = isOtherCase ? 11 : questions.find(([pattern]) => pattern.test(rule))?.[1];
  return {
    title,
    method: 'POST',
    path: '',
    headers: hasToken || Authorization === undefined ? others : headers,
    hasToken,
    text: paths.includes('text') ? String(body) : JSON.stringify(body),
    subject: rule,
    rule,
    // No page says that letter case does not count.
    evidence: isOtherCase ? 'inferred' : evidence,
    ...(question !== undefined && { question }),
    ...(typeof own === 'string' && { id: own }),
  };
}

function withOwn(body: unknown, valid: { readonly id: string; readonly name: string }, run: Run): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  // Whatever else stands there is the sample of a rule.
  return Object.fromEntries(
    Object.entries(body).map(([member, value]) => {
      if (member === 'id' && value === valid.id) return [member, run.id()];
      return [member, member === 'name' && value === valid.name ? run.name : value];
    }),
  );
}

function isReservedInOtherCase(rule: RuleId, id: unknown): boolean {
  const { reserved, forbiddenPrefix } = limits.connectionId;
  if (rule === 'id.reserved') return !reserved.some((word) => word === id);
  return rule === 'id.prefix' && !String(id).startsWith(forbiddenPrefix);
}
