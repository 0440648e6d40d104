import type * as z from 'zod';
import {
  binaryOperators,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  ruleOperations,
} from '../rules/index.ts';
import { define, type Library, lazyShape } from './enforces.ts';

/** A member that this kit knows, or one that Graph may add: evolvable enums. */
type Evolvable<Member extends string> = Member | (string & {});

/** Any string, typed so that an editor still offers the known members. */
function evolvable<Member extends string>(
  z: Library,
  known: readonly Member[],
): z.ZodType<Evolvable<Member>, Evolvable<Member>> {
  // Every string is an Evolvable: the assertion only narrows the type for the compiler.
  return z.string().meta({ examples: [...known] }) as unknown as z.ZodType<Evolvable<Member>, Evolvable<Member>>;
}

const text = define((z) => z.string().nullish());
const texts = define((z) => z.array(z.string()).nullish());
const annotation = define((z) => z.string().optional());

const propertyRule = define((z) =>
  z.responseObject({
    '@odata.type': annotation(z),
    operation: evolvable(z, ruleOperations),
    property: z.string(),
    values: z.array(z.string()),
    valuesJoinedBy: evolvable(z, binaryOperators),
  }),
);

const displayTemplate = define((z) =>
  z.responseObject({
    '@odata.type': annotation(z),
    id: z.string(),
    layout: z.record(z.string(), z.unknown()),
    priority: z.number(),
    rules: z.array(propertyRule(z)).nullish(),
  }),
);

const itemIdResolver = define((z) =>
  z.responseObject({
    '@odata.type': annotation(z),
    priority: z.number().nullish(),
    itemId: z.string().nullish(),
    urlMatchInfo: z.responseObject({ '@odata.type': annotation(z), baseUrls: texts(z), urlPattern: text(z) }).nullish(),
  }),
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const externalConnectionSchema = define((z) =>
  z.responseObject(
    lazyShape(() => ({
      '@odata.context': annotation(z),
      '@odata.type': annotation(z),
      id: z.string(),
      name: text(z),
      description: text(z),
      connectorId: text(z),
      state: evolvable(z, connectionStates).nullish(),
      ingestedItemsCount: z.number().nullish(),
      configuration: z.responseObject({ '@odata.type': annotation(z), authorizedAppIds: texts(z) }).nullish(),
      activitySettings: z
        .responseObject({ '@odata.type': annotation(z), urlToItemResolvers: z.array(itemIdResolver(z)).nullish() })
        .nullish(),
      searchSettings: z
        .responseObject({ '@odata.type': annotation(z), searchResultTemplates: z.array(displayTemplate(z)).nullish() })
        .nullish(),
      complianceSettings: z
        .responseObject({
          '@odata.type': annotation(z),
          eDiscoveryResultTemplates: z.array(displayTemplate(z)).nullish(),
        })
        .nullish(),
      contentCategory: evolvable(z, contentCategories).nullish(),
      enabledContentExperiences: evolvable(z, contentExperienceTypes).nullish(),
    })),
  ),
);

/** A connection as Graph returns it. */
export interface ExternalConnection extends z.infer<ReturnType<typeof externalConnectionSchema>> {}

/** An externalConnection as v1.0 returns it: without the members that exist on beta only. */
export const externalConnectionV1Schema = define((z) =>
  externalConnectionSchema(z).omit({
    ingestedItemsCount: true,
    complianceSettings: true,
    enabledContentExperiences: true,
  }),
);
