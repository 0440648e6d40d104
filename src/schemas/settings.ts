import * as z from 'zod';
import { binaryOperators, limits, once, ruleOperations, typeNamespace } from '../rules/index.ts';
import { enforces, looseObject, preprocessed, strictObject, toMember, typeName, withLength } from './enforces.ts';

const string = () => z.string(enforces('json.string'));
const stringArray = () => z.array(string(), enforces('json.stringArray'));

const propertyRule = once(() =>
  strictObject(
    {
      '@odata.type': typeName('propertyRule'),
      operation: preprocessed(
        toMember(ruleOperations),
        z.enum(
          ruleOperations,
          enforces({
            type: 'json.enum',
            absent: 'propertyRule.required',
            null: 'propertyRule.required',
            member: 'propertyRule.operation',
          }),
        ),
      ),
      property: z.string(
        enforces({ type: 'json.string', absent: 'propertyRule.required', null: 'propertyRule.required' }),
      ),
      values: z
        .array(
          string(),
          enforces({ type: 'json.stringArray', absent: 'propertyRule.required', null: 'propertyRule.required' }),
        )
        .min(limits.propertyRuleValues.minimum, enforces('propertyRule.values')),
      valuesJoinedBy: preprocessed(
        toMember(binaryOperators),
        z.enum(
          binaryOperators,
          enforces({
            type: 'json.binaryOperator',
            absent: 'propertyRule.required',
            null: 'propertyRule.required',
            member: 'propertyRule.valuesJoinedBy',
          }),
        ),
      ),
    },
    enforces({ type: 'propertyRule.object', unknown: 'property.known' }),
  ),
);

const required = { absent: 'displayTemplate.required', null: 'displayTemplate.required' } as const;

const displayTemplate = once(() =>
  strictObject(
    {
      '@odata.type': typeName('displayTemplate'),
      id: withLength(
        z
          .string(enforces({ type: 'json.string', ...required }))
          .regex(limits.alphanumeric, enforces('displayTemplate.idAlphanumeric')),
        { minimum: limits.displayTemplate.idMinimum, maximum: limits.displayTemplate.idMaximum },
        'displayTemplate.idLength',
      ),
      layout: z.record(z.string(), z.unknown(), enforces({ type: 'json.object', ...required })),
      priority: z
        .int32(enforces({ type: 'json.int32', ...required }))
        .min(limits.displayTemplate.lowestPriority, enforces('displayTemplate.priority')),
      rules: z.array(propertyRule(), enforces('json.array')).nullable().optional(),
    },
    enforces({ type: 'displayTemplate.object', unknown: 'property.known' }),
  ),
);

const complianceCardVersion = new RegExp(`^(?:${limits.complianceCardVersions.join('|').replaceAll('.', '\\.')})$`);

const complianceTemplate = once(() =>
  displayTemplate().extend({
    // Not an object of zod, which would put the version first: a card comes back as it was sent.
    layout: displayTemplate()
      .shape.layout.refine(({ version }) => version === undefined || isComplianceVersion(version), {
        ...enforces('complianceLayout.version'),
        path: ['version'],
      })
      .refine((layout) => !bindsWithDollar(layout), enforces('complianceLayout.binding'))
      .meta({ properties: { version: { type: 'string', pattern: complianceCardVersion.source } } }),
  }),
);

function isComplianceVersion(version: unknown): boolean {
  return typeof version === 'string' && complianceCardVersion.test(version);
}

const urlMatchInfo = once(() =>
  strictObject(
    {
      '@odata.type': typeName('urlMatchInfo'),
      baseUrls: stringArray().nullable().optional(),
      urlPattern: string()
        .refine(isRegularExpression, enforces('urlMatchInfo.urlPattern'))
        .meta({ format: 'regex' })
        .nullable()
        .optional(),
    },
    enforces({ type: 'json.object', unknown: 'property.known' }),
  ),
);

const itemIdResolver = once(() =>
  strictObject(
    {
      '@odata.type': z.literal(
        [`#${typeNamespace}.itemIdResolver`, `${typeNamespace}.itemIdResolver`],
        enforces({
          type: 'itemIdResolver.typeName',
          absent: 'itemIdResolver.discriminator',
          null: 'itemIdResolver.discriminator',
        }),
      ),
      priority: z.int32(enforces('json.int32')).nullable().optional(),
      itemId: z.string(
        enforces({ type: 'json.string', absent: 'itemIdResolver.required', null: 'itemIdResolver.required' }),
      ),
      urlMatchInfo: urlMatchInfo().nullable().optional(),
    },
    enforces({ type: 'itemIdResolver.object', unknown: 'property.known' }),
  ),
);

/** How Microsoft 365 finds the item behind a URL that people share. */
export const activitySettings = once(() =>
  strictObject(
    {
      '@odata.type': typeName('activitySettings'),
      urlToItemResolvers: z.array(itemIdResolver(), enforces('json.array')).nullable().optional(),
    },
    enforces({ type: 'json.object', unknown: 'property.known' }),
  ),
);

/** How results look in Microsoft Search. */
export const searchSettings = once(() =>
  strictObject(
    {
      '@odata.type': typeName('searchSettings'),
      searchResultTemplates: z
        .array(displayTemplate(), enforces('json.array'))
        .max(limits.searchResultTemplates.maximum, enforces('searchResultTemplates.count'))
        .nullable()
        .optional(),
    },
    enforces({ type: 'json.object', unknown: 'property.known' }),
  ),
);

/** How results look in eDiscovery; beta only. */
export const complianceSettings = once(() =>
  strictObject(
    {
      '@odata.type': typeName('complianceSettings'),
      eDiscoveryResultTemplates: z.array(complianceTemplate(), enforces('json.array')).nullable().optional(),
    },
    enforces({ type: 'json.object', unknown: 'property.known' }),
  ),
);

/** Which applications may write to the connection: an open type, which keeps undeclared properties. */
export const configuration = once(() =>
  looseObject(
    { '@odata.type': typeName('configuration'), authorizedAppIds: stringArray().nullable().optional() },
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

function bindsWithDollar(layout: unknown): boolean {
  return JSON.stringify(layout).includes('${');
}
