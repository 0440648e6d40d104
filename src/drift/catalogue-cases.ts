import { createBuilders, type InvalidRequest, invalidCreateRequests } from '../builders/index.ts';
import { type ApiVersion, asRecord, limits, type RuleId, ruleOf } from '../rules/index.ts';
import type { Case, Run } from './case.ts';

/** Rules whose samples are tokens that only an identity provider can issue: a forged one breaks another rule. */
const needsRealToken: readonly RuleId[] = ['token.current', 'token.audience', 'token.permission'];

const questions: readonly (readonly [rule: RegExp, question: number])[] = [
  [/^settings\.betaOnly$/, 8],
  [/^enabledContentExperiences\.form$/, 9],
  [/^json\./, 16],
  [/^displayTemplate\.idLength$/, 17],
  [/^displayTemplate\.priority$/, 18],
  [/^itemIdResolver\.discriminator$/, 19],
];

/** The catalogue of invalid requests as cases, with ids and a name of the run in place of the valid ones. */
export function catalogueCases(version: ApiVersion, run: Run): readonly Case[] {
  const { id, name } = createBuilders({ version }).createRequest();
  // Question 8: what profile live accepts on v1.0 is asked too.
  return invalidCreateRequests({ profile: 'live', version, betaSettingsOnV1: false })
    .filter(({ rule }) => !needsRealToken.includes(rule))
    .map((request) => caseOf(request, withOwn(request.body, { id, name }, run)));
}

/** The entries of the catalogue that are left out, and why. */
export const leftOut = needsRealToken.map((rule) => ({
  title: rule,
  reason: 'it takes a token that only an identity provider can issue',
}));

function caseOf({ rule, title, headers }: InvalidRequest, body: unknown): Case {
  const { paths, evidence } = ruleOf(rule);
  const { Authorization, ...others } = headers;
  const hasToken = !rule.startsWith('token.');
  const own = asRecord(body)?.id;
  const isOtherCase = isReservedInOtherCase(rule, own);
  const question = isOtherCase ? 11 : questions.find(([pattern]) => pattern.test(rule))?.[1];
  return {
    title,
    operation: 'createConnection',
    headers: hasToken || Authorization === undefined ? others : headers,
    hasToken,
    text: paths.includes('text') ? String(body) : JSON.stringify(body),
    subject: rule,
    rule,
    // No page says that the case does not count.
    evidence: isOtherCase ? 'inferred' : evidence,
    ...(question !== undefined && { question }),
    ...(typeof own === 'string' && { id: own }),
  };
}

function withOwn(body: unknown, valid: { readonly id: string; readonly name: string }, run: Run): unknown {
  const record = asRecord(body);
  if (!record) return body;
  // Any other value is the sample of a rule.
  return Object.fromEntries(
    Object.entries(record).map(([property, value]) => {
      if (property === 'id' && value === valid.id) return [property, run.id()];
      return [property, property === 'name' && value === valid.name ? run.name : value];
    }),
  );
}

function isReservedInOtherCase(rule: RuleId, id: unknown): boolean {
  const { reserved, forbiddenPrefix } = limits.connectionId;
  if (rule === 'id.reserved') return !reserved.some((word) => word === id);
  return rule === 'id.prefix' && !String(id).startsWith(forbiddenPrefix);
}
