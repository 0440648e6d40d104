import { createBuilders, type InvalidRequest, invalidCreateRequests } from '../builders/index.ts';
import { type ApiVersion, asRecord, limits, type OperationName, type RuleId, ruleOf } from '../rules/index.ts';
import type { Case, DriftRun } from './case.ts';

const description = 'Created to see how Graph responds; may be deleted';

/**
 * The lifecycle of one connection, from before it is created until its id is used again.
 *
 * @param schema what the connection gets, which Graph needs 5 to 15 minutes to register. Default: none.
 */
export function lifecycleCases(run: DriftRun, schema?: object): readonly Case[] {
  const id = run.id();
  const unknown = run.id();
  const connection = { id, name: run.name, description };
  const missing = { subject: 'connection.exists', rule: 'connection.exists', evidence: 'inferred' } as const;
  return [
    { ...request('getConnection', 'a connection that does not exist is read', unknown), ...missing, question: 15 },
    { ...createCase('a connection is created', connection), subject: 'create', keeps: true },
    { ...createCase('the same id is created again', connection), subject: 'id.unique', rule: 'id.unique' },
    {
      ...createCase('the same id is created in capitals', { ...connection, id: id.toUpperCase() }),
      subject: 'id.unique, in another case',
      rule: 'id.unique',
      evidence: 'inferred',
      question: 11,
    },
    {
      ...createCase('another id is created with the same name', { ...connection, id: run.id() }),
      subject: 'create with a name that is taken',
      evidence: 'inferred',
      question: 10,
    },
    { ...request('getConnection', 'the connection is read', id), subject: 'get' },
    { ...request('listConnections', 'the connections are listed'), subject: 'list', id },
    {
      ...request('updateConnection', 'the description is changed', id),
      ...asJsonBody({ description: 'Changed' }),
      subject: 'update',
    },
    { ...request('getConnection', 'the connection is read after the change', id), subject: 'get' },
    {
      ...request('getSchema', 'its schema is read before it has one', id),
      subject: 'schema.exists',
      rule: 'schema.exists',
      evidence: 'inferred',
    },
    ...(schema
      ? [{ ...request('updateSchema', 'a schema is registered', id), ...asJsonBody(schema), subject: 'schema' }]
      : []),
    { ...request('deleteConnection', 'the connection is deleted', id), subject: 'delete' },
    {
      ...request('getConnection', 'the connection is read until it is gone', id),
      subject: 'delete, until it is gone',
      rule: 'connection.exists',
      evidence: 'inferred',
      question: 20,
      repeats: true,
    },
    {
      ...createCase('the id of the deleted connection is used again', connection),
      subject: 'create with an id that was deleted',
      evidence: 'inferred',
      question: 20,
    },
    { ...request('deleteConnection', 'a connection that does not exist is deleted', unknown), ...missing },
  ];
}

/** A create of a connection, documented to respond with 201. */
function createCase(title: string, body: { readonly id: string }): Omit<Case, 'subject'> {
  return { ...request('createConnection', title), ...asJsonBody(body), id: body.id };
}

function asJsonBody(body: object): Pick<Case, 'headers' | 'text'> {
  return { headers: { 'Content-Type': 'application/json' }, text: JSON.stringify(body) };
}

function request(operation: OperationName, title: string, connectionId = ''): Omit<Case, 'subject'> {
  return { title, operation, ids: { connectionId }, headers: {}, hasToken: true, evidence: 'documented' };
}

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
export function catalogueCases(version: ApiVersion, run: DriftRun): readonly Case[] {
  const { id, name } = createBuilders({ version }).createRequest();
  // Question 8: what profile live accepts on v1.0 is asked too.
  return invalidCreateRequests({ profile: 'live', version, betaSettingsOnV1: false })
    .filter(({ rule }) => !needsRealToken.includes(rule))
    .map((request) => invalidCase(request, withOwn(request.body, { id, name }, run)));
}

/** The entries of the catalogue that are left out, and why. */
export const leftOut = needsRealToken.map((rule) => ({
  title: rule,
  reason: 'it takes a token that only an identity provider can issue',
}));

function invalidCase({ rule, title, headers }: InvalidRequest, body: unknown): Case {
  const { paths, evidence } = ruleOf(rule);
  const { Authorization, ...others } = headers;
  const hasToken = !rule.startsWith('token.');
  const own = asRecord(body)?.id;
  const isOtherCase = isReservedInOtherCase(rule, own);
  const question = isOtherCase ? 11 : questions.find(([pattern]) => pattern.test(rule))?.[1];
  return {
    title,
    operation: 'createConnection',
    ids: {},
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

function withOwn(body: unknown, valid: { readonly id: string; readonly name: string }, run: DriftRun): unknown {
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

/** An app id that no app has. */
const otherApp = '00000000-0000-4000-8000-00000000c0de';

/** Creates that the kit accepts: values at the limits, and those that the open questions are about. */
export function boundaryCases(version: ApiVersion, run: DriftRun): readonly Case[] {
  const build = createBuilders({ version });
  const minimal = (settings: object) => ({ id: run.id(), name: run.name, description, ...settings });
  const template = (settings: object) => ({
    searchSettings: { searchResultTemplates: [build.displayTemplate(settings)] },
  });
  const within = (rule: RuleId, title: string, settings: object): Case => ({
    ...createCase(title, minimal(settings)),
    subject: rule,
    rule,
  });
  const asks = (question: number, title: string, settings: object): Case => ({
    ...createCase(title, minimal(settings)),
    subject: title,
    evidence: 'inferred',
    question,
  });
  const { id, name, description: _, ...settings } = build.createRequest();
  const { maximum } = limits.connectionId;
  const longestId = run.id().padEnd(maximum, 'x');
  return [
    { ...createCase('every property is sent', minimal(settings)), subject: 'create with every property' },
    within('id.length', `an id of ${maximum} characters`, { id: longestId }),
    within('name.length', `a name of ${limits.connectionName.maximum} characters`, {
      name: run.name.padEnd(limits.connectionName.maximum, '.'),
    }),
    within('searchResultTemplates.count', 'two search result templates', {
      searchSettings: { searchResultTemplates: [build.displayTemplate(), build.displayTemplate()] },
    }),
    asks(
      17,
      `a template id of ${limits.displayTemplate.id.maximum} characters`,
      template({ id: 'a'.repeat(limits.displayTemplate.id.maximum) }),
    ),
    asks(18, 'a template of priority 0', template({ priority: 0 })),
    asks(1, 'no description', { description: undefined }),
    asks(4, 'an app is authorized', { configuration: { authorizedAppIds: [otherApp] } }),
    asks(7, 'state is sent', { state: 'ready' }),
    ...(version === 'beta' ? [asks(7, 'ingestedItemsCount is sent', { ingestedItemsCount: 7 })] : []),
    asks(22, 'an enum member in capitals', { contentCategory: 'CRM' }),
  ];
}
