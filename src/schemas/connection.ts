import * as z from 'zod';
import {
  binaryOperators,
  connectionStates,
  contentCategories,
  contentExperienceTypes,
  once,
  ruleOperations,
} from '../rules/index.ts';
import { lazyShape } from './enforces.ts';

/** A member that this kit knows, or one that Graph may add: evolvable enums. */
type Evolvable<Member extends string> = Member | (string & {});

/** Any string, typed so that an editor still offers the known members. */
function evolvable<Member extends string>(known: readonly Member[]): z.ZodType<Evolvable<Member>, Evolvable<Member>> {
  // Every string is an Evolvable: the assertion only narrows the type for the compiler.
  return z.string().meta({ examples: [...known] }) as unknown as z.ZodType<Evolvable<Member>, Evolvable<Member>>;
}

const text = once(() => z.string().nullish());
const texts = once(() => z.array(z.string()).nullish());
const annotation = once(() => z.string().optional());

const propertyRule = once(() =>
  z.looseObject({
    '@odata.type': annotation(),
    operation: evolvable(ruleOperations),
    property: z.string(),
    values: z.array(z.string()),
    valuesJoinedBy: evolvable(binaryOperators),
  }),
);

const displayTemplate = once(() =>
  z.looseObject({
    '@odata.type': annotation(),
    id: z.string(),
    layout: z.record(z.string(), z.unknown()),
    priority: z.number(),
    rules: z.array(propertyRule()).nullish(),
  }),
);

const itemIdResolver = once(() =>
  z.looseObject({
    '@odata.type': annotation(),
    priority: z.number().nullish(),
    itemId: z.string().nullish(),
    urlMatchInfo: z.looseObject({ '@odata.type': annotation(), baseUrls: texts(), urlPattern: text() }).nullish(),
  }),
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const externalConnectionSchema = once(() =>
  z.looseObject(
    lazyShape(() => ({
      '@odata.context': annotation(),
      '@odata.type': annotation(),
      id: z.string(),
      name: text(),
      description: text(),
      connectorId: text(),
      state: evolvable(connectionStates).nullish(),
      ingestedItemsCount: z.number().nullish(),
      configuration: z.looseObject({ '@odata.type': annotation(), authorizedAppIds: texts() }).nullish(),
      activitySettings: z
        .looseObject({ '@odata.type': annotation(), urlToItemResolvers: z.array(itemIdResolver()).nullish() })
        .nullish(),
      searchSettings: z
        .looseObject({ '@odata.type': annotation(), searchResultTemplates: z.array(displayTemplate()).nullish() })
        .nullish(),
      complianceSettings: z
        .looseObject({ '@odata.type': annotation(), eDiscoveryResultTemplates: z.array(displayTemplate()).nullish() })
        .nullish(),
      contentCategory: evolvable(contentCategories).nullish(),
      enabledContentExperiences: evolvable(contentExperienceTypes).nullish(),
    })),
  ),
);

/** A connection as Graph returns it. */
export interface ExternalConnection extends z.infer<ReturnType<typeof externalConnectionSchema>> {}

/** An externalConnection as v1.0 returns it: without the members that exist on beta only. */
export const externalConnectionV1Schema = once(() =>
  externalConnectionSchema().omit({
    ingestedItemsCount: true,
    complianceSettings: true,
    enabledContentExperiences: true,
  }),
);
