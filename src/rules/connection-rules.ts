import { limits } from './limits.ts';
import { wrongMember } from './model-rules.ts';
import { listOf, quotedListOf } from './printable.ts';
import { ruleTable } from './rule.ts';
import { documented, metadata, sources } from './sources.ts';
import { connectionStates, contentCategories, contentExperienceTypes } from './vocabulary.ts';

const idRule = { ...documented(sources.connectionPage), paths: ['/id'] } as const;

/** What the members of the connection itself must hold. */
export const connectionRules = ruleTable(() => ({
  'id.notNull': {
    ...idRule,
    ...metadata,
    message: 'id must not be null.',
    fix: 'Send an id, or in profile documented none at all.',
    accepts: ['contosohr'],
    rejects: [null],
  },
  'id.required': {
    ...idRule,
    operations: ['createConnection'],
    message: 'A connection must have an id.',
    fix: `Choose an id of ${limits.connectionId.minimum} to ${limits.connectionId.maximum} letters and digits, and add it.`,
    profiles: ['live'],
    accepts: ['contosohr'],
    rejects: [undefined],
  },
  'id.length': {
    ...idRule,
    message: `id must be ${limits.connectionId.minimum} to ${limits.connectionId.maximum} characters long.`,
    fix: `Choose an id of ${limits.connectionId.minimum} to ${limits.connectionId.maximum} characters.`,
    accepts: ['hr1', 'a'.repeat(32)],
    rejects: ['hr', 'a'.repeat(33), ''],
  },
  'id.alphanumeric': {
    ...idRule,
    message: 'id must contain only ASCII letters and digits.',
    fix: 'Use letters and digits only: no hyphen, underscore, space or accent.',
    accepts: ['Contoso2HR', '365', 'ABCxyz089'],
    rejects: [
      'contoso-hr',
      'contoso_hr',
      'contoso hr',
      'contosohré',
      'contoso.hr',
      'contosohr\n',
      'MSFT_All_Connectors',
    ],
  },
  'id.prefix': {
    ...documented(sources.connectionPageInAnyCase),
    paths: ['/id'],
    message: `id must not begin with ${limits.connectionId.forbiddenPrefix}, in any case.`,
    fix: 'Choose an id that begins with another word.',
    accepts: ['Microsof', 'myMicrosoftDocs'],
    rejects: ['Microsoft', 'MicrosoftDocs', 'microsoftdocs', 'MICROSOFT365'],
  },
  'id.reserved': {
    ...documented(sources.connectionPageInAnyCase),
    paths: ['/id'],
    message: `id must not be a reserved word, in any case: ${limits.connectionId.reserved.join(', ')}.`,
    fix: 'Choose another id, such as one with the name of your company in front.',
    accepts: ['Exchanges', 'MyTeams', 'Non', 'SharePoint2'],
    rejects: [...limits.connectionId.reserved, 'sharepoint', 'TEAMS'],
  },
  'name.required': {
    ...documented(sources.connectionPage),
    operations: ['createConnection'],
    paths: ['/name'],
    message: 'A connection must have a name.',
    fix: 'Add a name; people see it in the admin center.',
    profiles: ['live'],
    accepts: ['Contoso HR'],
    rejects: [undefined, null],
  },
  'name.length': {
    ...documented(sources.connectionPage),
    paths: ['/name'],
    message: `name must be at most ${limits.connectionName.maximum} characters long.`,
    fix: `Shorten the name to ${limits.connectionName.maximum} characters.`,
    accepts: ['n', 'n'.repeat(128), 'Größe 数据 קשר'],
    rejects: ['n'.repeat(129)],
  },
  'description.required': {
    ...documented(sources.createPage),
    operations: ['createConnection'],
    paths: ['/description'],
    message: 'A connection must have a description.',
    fix: 'Add a description.',
    when: { strictDescription: true },
    accepts: ['Connection to index Contoso HR system', ''],
    rejects: [undefined, null],
  },
  'state.member': {
    ...documented(sources.createPage),
    paths: ['/state'],
    message: `state must be one of ${listOf(connectionStates)}.`,
    fix: 'Leave state out; the service sets it.',
    when: { rejectReadOnly: false },
    accepts: ['draft', 'ready', 'obsolete', 'limitExceeded', 'unknownFutureValue', null, undefined],
    rejects: ['deleting', 'String', '', 'draft,ready'],
    error: 'enumMemberUnknown',
  },
  'contentCategory.notNull': {
    ...metadata,
    paths: ['/contentCategory'],
    message: 'contentCategory must not be null.',
    fix: 'Leave contentCategory out, or send "uncategorized".',
    accepts: ['crm', undefined],
    rejects: [null],
  },
  'contentCategory.member': {
    ...wrongMember,
    paths: ['/contentCategory'],
    message: `contentCategory must be one of ${listOf(contentCategories)}.`,
    fix: 'Send one of the members, such as "knowledgeBase".',
    accepts: contentCategories,
    rejects: ['tickets', 'knowledge base', ''],
  },
  'enabledContentExperiences.form': {
    ...documented(sources.manageConnections),
    paths: ['/enabledContentExperiences'],
    message: 'enabledContentExperiences must be one string, several members joined by commas.',
    fix: 'Send "search, compliance", not an array.',
    when: { experiencesAsArray: false },
    accepts: ['search, compliance'],
    rejects: [['search'], []],
    error: 'valueMismatch',
  },
  'enabledContentExperiences.member': {
    ...wrongMember,
    paths: ['/enabledContentExperiences'],
    message: `Each part of enabledContentExperiences must be one of ${listOf(contentExperienceTypes)}.`,
    fix: `Send ${quotedListOf(['search', 'compliance', 'search, compliance'])}.`,
    accepts: ['search', 'compliance', 'unknownFutureValue', 'search,compliance', 'search, compliance', null],
    rejects: ['copilotSearch', 'MicrosoftSearch, Compliance', 'search;compliance', 'search,', '', 'search compliance'],
  },
}));
