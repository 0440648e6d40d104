import type { ExternalConnectors as V1 } from '@microsoft/microsoft-graph-types';
import type { ExternalConnectors as Beta, BinaryOperator } from '@microsoft/microsoft-graph-types-beta';
import type * as kit from '../../src/index.ts';
import type { members, schemaMembers } from '../../src/rules/index.ts';

/**
 * The typings that Microsoft publishes, held against the kit by the compiler (`tsc -p test`): names of members and of
 * enums, and values in both directions. Each gap between them is named here; one that closes fails to compile.
 * **Source:** @microsoft/microsoft-graph-types 2.43.1, @microsoft/microsoft-graph-types-beta 0.44.0-preview.
 */
export type NamesAgree = Claims<
  [
    Same<Exclude<Names<'externalConnection'>, 'contentCategory'>, Exclude<keyof Beta.ExternalConnection, Navigation>>,
    Same<Names<'activitySettings'>, keyof Beta.ActivitySettings>,
    Same<Names<'itemIdResolver'>, keyof Beta.ItemIdResolver>,
    Same<Names<'urlMatchInfo'>, keyof Beta.UrlMatchInfo>,
    Same<Names<'searchSettings'>, keyof Beta.SearchSettings>,
    Same<Names<'complianceSettings'>, keyof Beta.ComplianceSettings>,
    Same<Names<'displayTemplate'>, keyof Beta.DisplayTemplate>,
    Same<Names<'propertyRule'>, keyof Beta.PropertyRule>,
    Same<Names<'configuration'>, keyof Beta.Configuration>,
    Same<keyof (typeof schemaMembers)['schema'], keyof Beta.Schema>,
    // Newer than the typings: the description of a property.
    Same<Exclude<keyof (typeof schemaMembers)['property'], 'description'>, keyof Beta.Property>,
    Same<keyof (typeof schemaMembers)['rankingHint'], keyof Beta.RankingHint>,
  ]
>;

/** What the table says is on beta only is not in the typings of v1.0. */
export type NamesAgreeOnV1 = Claims<
  [
    Same<
      Exclude<Names<'externalConnection'>, 'contentCategory' | BetaOnly>,
      Exclude<keyof V1.ExternalConnection, Navigation>
    >,
    Same<Names<'displayTemplate'>, keyof V1.DisplayTemplate>,
    Same<Exclude<keyof (typeof schemaMembers)['property'], 'description' | BetaOnly>, keyof V1.Property>,
  ]
>;

/** Members of enums. The typings leave out most of those that came after the sentinel unknownFutureValue. */
export type EnumsAgree = Claims<
  [
    Same<kit.ConnectionState, Beta.ConnectionState>,
    Same<kit.ConnectionState, V1.ConnectionState>,
    Same<kit.ContentExperienceType, Beta.ContentExperienceType>,
    Same<kit.RuleOperation, Beta.RuleOperation>,
    Same<kit.BinaryOperator, BinaryOperator>,
    Same<kit.ConnectionOperationStatus, Beta.ConnectionOperationStatus>,
    Same<kit.ImportanceScore, Beta.ImportanceScore>,
    Same<Exclude<kit.PropertyType, 'principal' | 'principalCollection'>, Beta.PropertyType>,
    Within<Beta.Label, kit.Label>,
    Within<V1.Label, kit.Label>,
  ]
>;

/** What the kit lets a client send is what the typings let it send; the flags they type as one member alone. */
export type RequestsAgree = Claims<
  [
    Within<Plain<Omit<kit.CreateExternalConnection, Untyped>>, Omit<Beta.ExternalConnection, Untyped>>,
    Within<Plain<Omit<kit.SchemaProperty, LateEnums>>, Omit<Beta.Property, LateEnums>>,
    Within<Whole<Beta.Property>, kit.SchemaProperty>,
    Within<Whole<Omit<Beta.ExternalConnection, Untyped | Navigation>>, Omit<kit.CreateExternalConnection, Untyped>>,
    Within<Beta.ContentExperienceType, NonNullable<kit.CreateExternalConnection['enabledContentExperiences']>>,
    // The typings let a resolver be of its abstract base, which the service cannot read.
    Within<keyof Beta.UrlToItemResolverBase, keyof Beta.ItemIdResolver>,
  ]
>;

/** What the typings do not know: contentCategory; flags joined by commas; that a resolver needs its concrete type. */
type Untyped = 'contentCategory' | 'enabledContentExperiences' | 'activitySettings';

/** Enums of which the typings know the older members alone. */
type LateEnums = 'labels' | 'type';

/** Navigation properties are no part of a request body. */
type Navigation = 'groups' | 'items' | 'operations' | 'quota' | 'schema';

type Names<Type extends keyof typeof members> = keyof (typeof members)[Type];

/** What the table calls beta only; metadata.test.ts holds it against the metadata. */
type BetaOnly =
  | 'complianceSettings'
  | 'enabledContentExperiences'
  | 'ingestedItemsCount'
  | 'isExactMatchRequired'
  | 'rankingHint';

/** A value of the kit without what JSON does not carry, and without the annotations that the typings leave out. */
type Plain<Of> = Of extends readonly (infer Element)[]
  ? Plain<Element>[]
  : Of extends object
    ? { [Name in keyof Of as Name extends `@odata.${string}` ? never : Name]: Plain<Exclude<Of[Name], undefined>> }
    : Of;

/** A value of the typings with every member there, for they call each one optional. */
type Whole<Of> = Of extends readonly (infer Element)[]
  ? Whole<Element>[]
  : Of extends object
    ? { [Name in keyof Of]-?: Whole<Of[Name]> }
    : Of;

type Claims<Each extends readonly true[]> = Each;

type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

type Within<One, Other> = [One] extends [Other] ? true : false;
