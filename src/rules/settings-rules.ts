import { limits } from './limits.ts';
import { placesOf } from './members.ts';
import { wrongType } from './model-rules.ts';
import { listOf, quotedListOf } from './printable.ts';
import { lacking, ruleTable } from './rule.ts';
import { documented, inferred, metadata, sources } from './sources.ts';
import { binaryOperators, ruleOperations } from './vocabulary.ts';

const card = { type: 'AdaptiveCard', version: '1.2', body: [] };
const template = { id: 'tickets', priority: 1, layout: card };
const propertyRule = { property: 'title', operation: 'contains', values: ['contoso'], valuesJoinedBy: 'or' };
const resolver = { '@odata.type': '#microsoft.graph.externalConnectors.itemIdResolver', itemId: '{slug}' };

const elementType = {
  ...wrongType,
  message: 'Each element of the array must be a JSON object.',
  fix: 'Send an object for each element.',
  rejects: ['one', 42, true, [], null],
} as const;

const templateRule = (property = '') =>
  ({
    ...documented(sources.displayTemplatePage),
    paths: placesOf('displayTemplate').map((at) => at + property),
  }) as const;
const documentedRule = (property = '') =>
  ({ ...documented(sources.propertyRulePage), paths: placesOf('propertyRule').map((at) => at + property) }) as const;

/** By the page, eDiscovery renders less than Microsoft Search does; that Graph refuses the rest is inferred. */
const complianceCard = inferred(sources.manageConnections);

/** What the settings must hold, down to property rules and URL matching. */
export const settingsRules = ruleTable(() => ({
  'itemIdResolver.object': { ...elementType, paths: placesOf('itemIdResolver'), accepts: [resolver] },
  'itemIdResolver.required': {
    ...metadata,
    paths: placesOf('itemIdResolver'),
    message: 'A URL resolver must have an itemId.',
    fix: 'Add itemId, with the named groups of urlPattern in braces.',
    accepts: [resolver, { ...resolver, priority: -1, urlMatchInfo: null }],
    rejects: lacking(resolver, 'itemId'),
  },
  'urlMatchInfo.urlPattern': {
    ...inferred(sources.urlMatchInfoPage),
    paths: placesOf('urlMatchInfo').map((at) => `${at}/urlPattern`),
    message: 'urlPattern must be a regular expression of ECMA-262.',
    fix: 'Correct the expression; write a named group as (?<slug>[^/]+).',
    accepts: ['/(?<slug>[^/]+)', '.*', '', null],
    rejects: ['/(?<slug>[^/]+', '/(?P<slug>[^/]+)', '*', '[z-a]'],
  },
  'searchResultTemplates.count': {
    ...documented(sources.searchSettingsPage),
    paths: ['/searchSettings/searchResultTemplates'],
    message: `A connection must have at most ${limits.searchResultTemplates.maximum} search result templates.`,
    fix: `Keep the ${limits.searchResultTemplates.maximum} most important templates.`,
    accepts: [[], [template], [template, { ...template, id: 'other' }], null],
    rejects: [[template, { ...template, id: 'other' }, { ...template, id: 'third' }]],
  },
  'displayTemplate.object': { ...elementType, paths: placesOf('displayTemplate'), accepts: [template] },
  'displayTemplate.required': {
    ...templateRule(),
    message: 'A display template must have an id, a priority and a layout.',
    fix: 'Add what is missing.',
    accepts: [template, { ...template, rules: null }],
    rejects: lacking(template, 'id', 'priority', 'layout'),
  },
  'displayTemplate.idLength': {
    ...templateRule('/id'),
    message: `The id of a display template must be ${limits.displayTemplate.id.minimum} to ${limits.displayTemplate.id.maximum} characters long.`,
    fix: `Shorten the id to ${limits.displayTemplate.id.maximum} characters; do not reuse the id of the connection.`,
    accepts: ['t', 't'.repeat(16)],
    rejects: ['', 't'.repeat(17)],
  },
  'displayTemplate.idAlphanumeric': {
    ...templateRule('/id'),
    message: 'The id of a display template must contain only ASCII letters and digits.',
    fix: 'Use letters and digits only.',
    accepts: ['Ticket2', '0'],
    rejects: ['my-ticket', 'my ticket', 'billet_é', 'ticket\n'],
  },
  'displayTemplate.priority': {
    ...templateRule('/priority'),
    message: `The priority of a display template must be at least ${limits.displayTemplate.lowestPriority}.`,
    fix: 'Send 1 for the template that is tried first, 2 for the next.',
    accepts: [0, 1, 2147483647],
    rejects: [-1, -2147483648],
  },
  'complianceLayout.version': {
    ...complianceCard,
    paths: ['/complianceSettings/eDiscoveryResultTemplates/*/layout/version'],
    message: `The card of an eDiscovery template must be of Adaptive Card version ${listOf(limits.complianceCardVersions)}.`,
    fix: `Set version to "${limits.complianceCardVersions.at(-1)}" and use the elements of that version.`,
    accepts: ['1.0', '1.1', '1.2', undefined],
    rejects: ['1.3', '1.5', '2.0', '', 1.2],
  },
  'complianceLayout.binding': {
    ...complianceCard,
    paths: ['/complianceSettings/eDiscoveryResultTemplates/*/layout/body'],
    message: 'The card of an eDiscovery template must bind with {property}, not with ${property}.',
    fix: 'Write {title} where a search result template has ${title}.',
    accepts: [[{ type: 'TextBlock', text: '{title}' }], [{ type: 'TextBlock', text: 'costs $5' }]],
    rejects: [[{ type: 'TextBlock', text: '${title}' }], [{ type: 'Image', url: 'https://example.com/${id}.png' }]],
  },
  'propertyRule.object': { ...elementType, paths: placesOf('propertyRule'), accepts: [propertyRule] },
  'propertyRule.required': {
    ...documentedRule(),
    message: 'A property rule must have a property, an operation, values and valuesJoinedBy.',
    fix: 'Add what is missing.',
    accepts: [propertyRule],
    rejects: lacking(propertyRule, 'property', 'operation', 'values', 'valuesJoinedBy'),
  },
  'propertyRule.operation': {
    ...documentedRule('/operation'),
    message: 'operation must be a member of the enum ruleOperation.',
    fix: `Send one of ${listOf(ruleOperations)}.`,
    accepts: ruleOperations,
    rejects: ['endsWith', '=', ''],
    error: 'enumMemberUnknown',
  },
  'propertyRule.values': {
    ...documentedRule('/values'),
    message: `A property rule must have at least ${limits.propertyRuleValues.minimum} value.`,
    fix: 'Add the values to compare with, or remove the rule.',
    accepts: [['contoso'], ['contoso', 'smart']],
    rejects: [[]],
  },
  'propertyRule.valuesJoinedBy': {
    ...documentedRule('/valuesJoinedBy'),
    message: `valuesJoinedBy must be ${quotedListOf(binaryOperators)}.`,
    fix: `Send ${quotedListOf(binaryOperators)}.`,
    accepts: ['or', 'and'],
    rejects: ['xor', 'unknownFutureValue', ''],
    error: 'enumMemberUnknown',
  },
}));
