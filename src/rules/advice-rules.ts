import { listOf } from './printable.ts';
import { ruleTable } from './rule.ts';
import { claimed, documented, sources } from './sources.ts';
import { copilotLabels, unsupportedLabels } from './vocabulary.ts';

/** What is accepted and yet not right: reported as an advisory, and refused where an option says so. */
export const adviceRules = ruleTable(() => ({
  'properties.copilotLabels': {
    ...documented(sources.manageSchema),
    operations: ['updateSchema'],
    paths: ['/properties'],
    message: `The properties of a schema must have the labels ${listOf(copilotLabels, 'and')}, for Copilot to cite an item.`,
    fix: 'Label the properties with the title, the address and the icon of an item; each must be a retrievable string.',
  },
  'properties.uniqueLabels': {
    ...documented(sources.manageSchema),
    operations: ['updateSchema'],
    paths: ['/properties'],
    message: 'Each label must be on one property only.',
    fix: 'Keep the label on the property that fits it best.',
  },
  'schemaProperty.labelSupported': {
    ...documented(sources.peopleConnectors),
    operations: ['updateSchema'],
    paths: ['/properties/*/labels/*'],
    message: `The labels ${listOf(unsupportedLabels, 'and')} must not be used: people connectors do not support them.`,
    fix: 'Leave the label out.',
  },
  'schemaProperty.nameReserved': {
    ...claimed(sources.reservedName),
    operations: ['updateSchema'],
    paths: ['/properties/*/name'],
    message: 'The name of a property must not be content, which is reported to be reserved.',
    fix: 'Choose another name: the text of an item belongs in its content, beside its properties.',
  },
  'schema.appendOnly': {
    ...documented(sources.manageSchema),
    operations: ['updateSchema'],
    paths: ['/properties/*'],
    message:
      'A property that is registered must keep its type and its labels, and must not become refinable or go away.',
    fix: 'Add a property with another name; to change one, create the connection anew.',
  },
  'update.documented': {
    ...documented(sources.updatePage),
    operations: ['updateConnection'],
    paths: [
      '/activitySettings',
      '/searchSettings',
      '/complianceSettings',
      '/contentCategory',
      '/enabledContentExperiences',
    ],
    message: 'An update must change only name, description and configuration, according to the reference page.',
    fix: 'Nothing: public clients change the settings this way, and the live service accepts it.',
    profiles: ['documented'],
  },
  'connectorId.ticket': {
    ...claimed(sources.ticketSample),
    operations: ['createConnection'],
    paths: ['/connectorId'],
    message:
      'connectorId and the header GraphConnectors-Ticket must be sent together, according to a sample of Microsoft.',
    fix: 'Send both, as a connector that a Teams app deploys does, or neither.',
  },
  'usGovernment.declared': {
    operations: ['createConnection', 'updateConnection', 'updateSchema', 'putItem', 'updateItem'],
    paths: [
      '/contentCategory',
      '/properties/*/description',
      '/properties/*/labels',
      '/properties/*/type',
      '/informationProtectionLabel',
    ],
    message: 'The US government cloud must be sent only what its metadata declares.',
    fix: 'Leave the property out on graph.microsoft.us and dod-graph.microsoft.us.',
    evidence: 'metadata',
    source: sources.usGovernmentMetadata,
    versions: ['v1.0'],
  },
}));
