import type { Faker } from '@faker-js/faker';
import { limits, ruleOperations } from '../rules/index.ts';
import type { LiveCreateExternalConnection } from '../schemas/index.ts';
import { uuid } from './draws.ts';
import {
  complianceSettings,
  type DisplayTemplate,
  displayTemplate,
  itemIdResolver,
  propertyRule,
  type Subject,
} from './settings.ts';

const largestInt32 = 2 ** 31 - 1;

/** A create request in which every documented limit is reached, and each list holds several elements. */
export function largest(
  faker: Faker,
  about: Subject,
  uniqueId: (word: string, length: number) => string,
): LiveCreateExternalConnection {
  return {
    id: uniqueId(`${about.slug}${about.system.word}`, limits.connectionId.maximum),
    name: sentenceOf(faker, limits.connectionName.maximum),
    description: sentenceOf(faker, 1000),
    connectorId: uuid(faker),
    configuration: { authorizedAppIds: Array.from({ length: 5 }, () => uuid(faker)) },
    activitySettings: {
      urlToItemResolvers: Array.from({ length: 3 }, (_, index) => ({
        ...itemIdResolver(about),
        priority: index === 0 ? largestInt32 : index,
      })),
    },
    searchSettings: {
      searchResultTemplates: Array.from({ length: limits.searchResultTemplates.maximum }, (_, index) =>
        largestTemplate(displayTemplate(about), about, index),
      ),
    },
    complianceSettings: {
      eDiscoveryResultTemplates: (complianceSettings(about).eDiscoveryResultTemplates ?? []).map((template, index) =>
        largestTemplate(template, about, index),
      ),
    },
    contentCategory: about.system.category,
    enabledContentExperiences: 'search, compliance',
  };
}

function largestTemplate(template: DisplayTemplate, about: Subject, index: number): DisplayTemplate {
  return {
    ...template,
    id: `${template.id}${index}`.padEnd(limits.displayTemplate.idMaximum, '0'),
    priority: index === 0 ? largestInt32 : limits.displayTemplate.lowestPriority,
    rules: ruleOperations
      .filter((operation) => operation !== 'unknownFutureValue')
      .map((operation, position) => ({
        ...propertyRule(about),
        operation,
        valuesJoinedBy: position % 2 === 0 ? 'or' : 'and',
      })),
  };
}

/** A sentence of exactly that many characters. */
export function sentenceOf(faker: Faker, length: number): string {
  let text = faker.lorem.sentence();
  while (text.length < length) text += ` ${faker.lorem.sentence()}`;
  return `${text
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length - 1, 'm')}.`;
}
