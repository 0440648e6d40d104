import { binaryOperators, limits, ruleOperations, typeNamespace } from '../rules/index.ts';
import { define, enforces, enforcesLength, enumOf, objectOf, typeName, withLength } from './enforces.ts';

const string = define((z) => z.string(enforces('json.string')));
const stringArray = define((z) => z.array(string(z), enforces('json.stringArray')));

const propertyRule = define((z) =>
  objectOf(z, 'propertyRule', enforces({ type: 'propertyRule.object', unknown: 'property.known' }), {
    operation: enumOf(z, ruleOperations, {
      type: 'json.enum',
      missing: 'propertyRule.required',
      member: 'propertyRule.operation',
    }),
    property: z.string(enforces({ type: 'json.string', missing: 'propertyRule.required' })),
    values: z
      .array(string(z), enforces({ type: 'json.stringArray', missing: 'propertyRule.required' }))
      .min(limits.propertyRuleValues.minimum, enforcesLength('propertyRule.values')),
    valuesJoinedBy: enumOf(z, binaryOperators, {
      type: 'json.binaryOperator',
      missing: 'propertyRule.required',
      member: 'propertyRule.valuesJoinedBy',
    }),
  }),
);

const displayTemplate = define((z) =>
  objectOf(z, 'displayTemplate', enforces({ type: 'displayTemplate.object', unknown: 'property.known' }), {
    id: withLength(
      z
        .string(enforces({ type: 'json.string', missing: 'displayTemplate.required' }))
        .regex(limits.alphanumeric, enforces('displayTemplate.idAlphanumeric')),
      limits.displayTemplate.id,
      'displayTemplate.idLength',
    ),
    layout: z.record(z.string(), z.unknown(), enforces({ type: 'json.object', missing: 'displayTemplate.required' })),
    priority: z
      .int32(enforces({ type: 'json.int32', missing: 'displayTemplate.required' }))
      .min(limits.displayTemplate.lowestPriority, enforces('displayTemplate.priority')),
    rules: z.array(propertyRule(z), enforces('json.array')).nullish(),
  }),
);

const complianceCardVersion = new RegExp(`^(?:${limits.complianceCardVersions.join('|').replaceAll('.', '\\.')})$`);

const complianceTemplate = define((z) =>
  displayTemplate(z).extend({
    // Not an object of zod, which would put the version first: a card comes back as it was sent.
    layout: displayTemplate(z)
      .shape.layout.refine(isComplianceVersion, { ...enforces('complianceLayout.version'), path: ['version'] })
      .refine((layout) => !bindsWithDollar(layout), enforces('complianceLayout.binding'))
      .meta({ properties: { version: { type: 'string', pattern: complianceCardVersion.source } } }),
  }),
);

function isComplianceVersion({ version }: Readonly<Record<string, unknown>>): boolean {
  return version === undefined || (typeof version === 'string' && complianceCardVersion.test(version));
}

const urlMatchInfo = define((z) =>
  objectOf(z, 'urlMatchInfo', enforces({ type: 'json.object', unknown: 'property.known' }), {
    baseUrls: stringArray(z).nullish(),
    urlPattern: string(z)
      .refine(isRegularExpression, enforces('urlMatchInfo.urlPattern'))
      .meta({ format: 'regex' })
      .nullish(),
  }),
);

const itemIdResolver = define((z) =>
  z.strictObject(
    {
      '@odata.type': z.literal(
        [`#${typeNamespace}.itemIdResolver`, `${typeNamespace}.itemIdResolver`],
        enforces({
          type: 'itemIdResolver.typeName',
          missing: 'itemIdResolver.discriminator',
        }),
      ),
      priority: z.int32(enforces('json.int32')).nullish(),
      itemId: z.string(enforces({ type: 'json.string', missing: 'itemIdResolver.required' })),
      urlMatchInfo: urlMatchInfo(z).nullish(),
    },
    enforces({ type: 'itemIdResolver.object', unknown: 'property.known' }),
  ),
);

/** How Microsoft 365 finds the item behind a URL that people share. */
export const activitySettings = define((z) =>
  objectOf(z, 'activitySettings', enforces({ type: 'json.object', unknown: 'property.known' }), {
    urlToItemResolvers: z.array(itemIdResolver(z), enforces('json.array')).nullish(),
  }),
);

/** How results look in Microsoft Search. */
export const searchSettings = define((z) =>
  objectOf(z, 'searchSettings', enforces({ type: 'json.object', unknown: 'property.known' }), {
    searchResultTemplates: z
      .array(displayTemplate(z), enforces('json.array'))
      .max(limits.searchResultTemplates.maximum, enforcesLength('searchResultTemplates.count'))
      .nullish(),
  }),
);

/** How results look in eDiscovery; beta only. */
export const complianceSettings = define((z) =>
  objectOf(z, 'complianceSettings', enforces({ type: 'json.object', unknown: 'property.known' }), {
    eDiscoveryResultTemplates: z.array(complianceTemplate(z), enforces('json.array')).nullish(),
  }),
);

/** Which applications may write to the connection: an open type, which keeps undeclared properties. */
export const configuration = define((z) =>
  z.looseObject(
    { '@odata.type': typeName(z, 'configuration'), authorizedAppIds: stringArray(z).nullish() },
    enforces('json.object'),
  ),
);

/** Whether a text is a regular expression of JavaScript. */
export function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

/** Not of a layout that JSON cannot write, such as one with a BigInt. */
function bindsWithDollar(layout: unknown): boolean {
  try {
    return JSON.stringify(layout).includes('${');
  } catch {
    return false;
  }
}
