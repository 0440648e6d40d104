/** Which truth holds: the reference page's, or also what the live service enforces. */
export const profiles = ['documented', 'live'] as const;

/** The two versions of Microsoft Graph that have the operation. */
export const apiVersions = ['beta', 'v1.0'] as const;

/** The id of Microsoft Graph as an application: tokens may name it as their audience. **Source:** Entra ID, first-party applications. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** The namespace of every type here. **Source:** Create externalConnection page; metadata. */
export const typeNamespace = 'microsoft.graph.externalConnectors';

/** Members of connectionState. **Source:** metadata, both versions; the page lists the same five. */
export const connectionStates = ['draft', 'ready', 'obsolete', 'limitExceeded', 'unknownFutureValue'] as const;

/** Members of contentCategory. **Source:** metadata, both versions (v1.0 since 2026-03). */
export const contentCategories = [
  'uncategorized',
  'knowledgeBase',
  'wikis',
  'fileRepository',
  'qna',
  'crm',
  'dashboard',
  'people',
  'media',
  'email',
  'messaging',
  'meetingTranscripts',
  'taskManagement',
  'learningManagement',
  'unknownFutureValue',
] as const;

/** Members of contentExperienceType, a flags enum: several may be joined by commas. **Source:** beta metadata. */
export const contentExperienceTypes = ['search', 'compliance', 'unknownFutureValue'] as const;

/** Members of ruleOperation. **Source:** metadata, both versions. */
export const ruleOperations = [
  'null',
  'equals',
  'notEquals',
  'contains',
  'notContains',
  'lessThan',
  'greaterThan',
  'startsWith',
  'unknownFutureValue',
] as const;

/** Members of microsoft.graph.binaryOperator. **Source:** metadata, both versions. */
export const binaryOperators = ['or', 'and'] as const;

/** Members of connectionOperationStatus; `inprogress` is all lower case. **Source:** metadata, both versions. */
export const connectionOperationStatuses = [
  'unspecified',
  'inprogress',
  'completed',
  'failed',
  'unknownFutureValue',
] as const;

/**
 * Members of propertyType, in the order of their values: those behind the sentinel are hidden by default.
 * **Source:** metadata, both versions.
 */
export const propertyTypes = [
  'string',
  'int64',
  'double',
  'dateTime',
  'boolean',
  'stringCollection',
  'int64Collection',
  'doubleCollection',
  'dateTimeCollection',
  'unknownFutureValue',
  'principal',
  'principalCollection',
] as const;

/**
 * Members of label, in the order of their values: those behind the sentinel are hidden by default.
 * **Source:** metadata, both versions; the property resource page spells two of them otherwise.
 */
export const labels = [
  'title',
  'url',
  'createdBy',
  'lastModifiedBy',
  'authors',
  'createdDateTime',
  'lastModifiedDateTime',
  'fileName',
  'fileExtension',
  'unknownFutureValue',
  'containerName',
  'containerUrl',
  'iconUrl',
  'assignedToPeople',
  'closedBy',
  'closedDate',
  'priority',
  'sprintName',
  'tags',
  'severity',
  'state',
  'dueDate',
  'itemParentId',
  'itemPath',
  'itemType',
  'numberOfReactions',
  'parentUrl',
  'priorityNormalized',
  'reportedBy',
  'secondaryId',
  'personEmails',
  'personAddresses',
  'personAnniversaries',
  'personName',
  'personNote',
  'personPhones',
  'personCurrentPosition',
  'personWebAccounts',
  'personWebSite',
  'personSkills',
  'personProjects',
  'personAccount',
  'personAwards',
  'personCertifications',
  'personAssistants',
  'personColleagues',
  'personManager',
  'personAlternateContacts',
  'personEmergencyContacts',
  'personEducationalActivities',
  'personInterests',
  'personLanguages',
  'personPublications',
  'personPatents',
  'personWorkPositions',
] as const;

/** Members of importanceScore. **Source:** beta metadata. */
export const importanceScores = ['low', 'medium', 'high', 'veryHigh', 'unknownFutureValue'] as const;

/** Members of accessType. **Source:** metadata, both versions. */
export const accessTypes = ['grant', 'deny', 'unknownFutureValue'] as const;

/** Members of aclType. **Source:** metadata, both versions. */
export const aclTypes = [
  'user',
  'group',
  'everyone',
  'everyoneExceptGuests',
  'externalGroup',
  'unknownFutureValue',
] as const;

/** Members of identitySourceType, deprecated in 2021 and still sent. **Source:** beta metadata. */
export const identitySourceTypes = ['azureActiveDirectory', 'external', 'unknownFutureValue'] as const;

/** Members of externalItemContentType. **Source:** metadata, both versions. */
export const externalItemContentTypes = ['text', 'html', 'unknownFutureValue'] as const;

/** Members of externalActivityType. **Source:** metadata, both versions. */
export const externalActivityTypes = ['viewed', 'modified', 'created', 'commented', 'unknownFutureValue'] as const;

/** Members of identityType. **Source:** metadata, both versions. */
export const identityTypes = ['user', 'group', 'externalGroup', 'unknownFutureValue'] as const;

/** Labels by the names that both property pages list, and that the metadata never had. */
export const labelsOfPage = ['assignedTo', 'numReactions'] as const;

/** The labels that Copilot needs to cite an item. **Source:** register and manage schema concept page. */
export const copilotLabels = ['title', 'url', 'iconUrl'] as const satisfies readonly Label[];

/** The labels that people connectors do not support. **Source:** people data page of 2026-07. */
export const unsupportedLabels = [
  'personManager',
  'personAssistants',
  'personColleagues',
  'personAlternateContacts',
  'personEmergencyContacts',
] as const satisfies readonly Label[];

const person: readonly PropertyType[] = ['string', 'stringCollection', 'principal', 'principalCollection'];

/** The types of a property with a label, where a label has some. **Source:** register and manage schema concept page. */
export const labelTypes: Readonly<Partial<Record<Label, readonly PropertyType[]>>> = {
  title: ['string'],
  url: ['string'],
  iconUrl: ['string'],
  fileName: ['string'],
  fileExtension: ['string'],
  containerName: ['string'],
  containerUrl: ['string'],
  createdBy: person,
  lastModifiedBy: person,
  authors: person,
  createdDateTime: ['dateTime'],
  lastModifiedDateTime: ['dateTime'],
};

/** The members of every enum, in the order of their values, by the name of its type. */
export const enumMembers: Readonly<Record<string, readonly string[]>> = {
  accessType: accessTypes,
  aclType: aclTypes,
  binaryOperator: binaryOperators,
  connectionOperationStatus: connectionOperationStatuses,
  connectionState: connectionStates,
  contentCategory: contentCategories,
  contentExperienceType: contentExperienceTypes,
  externalActivityType: externalActivityTypes,
  externalItemContentType: externalItemContentTypes,
  identitySourceType: identitySourceTypes,
  identityType: identityTypes,
  importanceScore: importanceScores,
  label: labels,
  propertyType: propertyTypes,
  ruleOperation: ruleOperations,
};

export type Profile = (typeof profiles)[number];
export type ApiVersion = (typeof apiVersions)[number];
export type ConnectionState = (typeof connectionStates)[number];
export type ContentCategory = (typeof contentCategories)[number];
export type ContentExperienceType = (typeof contentExperienceTypes)[number];
export type RuleOperation = (typeof ruleOperations)[number];
export type BinaryOperator = (typeof binaryOperators)[number];
export type ConnectionOperationStatus = (typeof connectionOperationStatuses)[number];
export type PropertyType = (typeof propertyTypes)[number];
export type Label = (typeof labels)[number];
export type ImportanceScore = (typeof importanceScores)[number];
export type IdentityType = (typeof identityTypes)[number];
