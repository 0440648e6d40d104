import { type ApiVersion, type Profile, profiles } from './vocabulary.ts';

/** A question that the public sources leave open, and what this kit does. */
export interface OpenQuestion<Value> {
  /** Its number in the list of the README; it stays. */
  readonly number: number;
  readonly asks: string;
  /** What the kit does, as src/rules/README.md prints it. */
  readonly choice: string;
  /** The choice as the code uses it. */
  readonly chosen: Value;
}

function question<Value>(number: number, asks: string, choice: string, chosen: Value): OpenQuestion<Value> {
  return { number, asks, choice, chosen };
}

/** The choices that a user may override, because a public report supports the opposite. */
export interface Switches {
  /** Question 1: respond with 400 when description is absent. Default false. */
  readonly strictDescription: boolean;
  /** Question 7: respond with 400 when state or ingestedItemsCount is sent. Default false. */
  readonly rejectReadOnly: boolean;
  /** Question 8: accept on v1.0 what only beta declares. Default true in profile live, false in profile documented. */
  readonly betaSettingsOnV1: boolean;
  /** Question 9: accept enabledContentExperiences as an array of strings. Default true on v1.0, false on beta. */
  readonly experiencesAsArray: boolean;
}

/** Every open question, with the one place of its choice. */
export const openQuestions = {
  strictDescription: question(
    1,
    'Is description required? The v1.0 create page says yes; the resource pages and the metadata say no.',
    'Optional. The switch `strictDescription` refuses its absence with 400; builders always set it.',
    false,
  ),
  contextPath: question(
    2,
    'Does `@odata.context` name `#connections` (two captures of 2021) or `#external/connections` (the OData rule, and printed for what is below a connection)?',
    '`$metadata#external/connections/$entity`; contracts and matchers accept both.',
    'external/connections',
  ),
  stateAfterCreate: question(
    3,
    'Is the state of a new connection `draft` (current page, a capture of 2022) or `null` (two captures of 2021)?',
    '`draft`; the response schema accepts null.',
    'draft' as const,
  ),
  callerAppId: question(
    4,
    'What does `configuration.authorizedAppIds` contain when none were sent, and is the caller added to those that were?',
    "The caller's own app id; it is added behind the ids that were sent, if absent. An opaque token has no app id: the emulator's option `appId` stands in. The old `authorizedApps` is kept when sent, never added.",
    'd310d35d-72ec-47dd-92f2-fb9c40936555',
  ),
  contentCategoryAfterCreate: question(
    5,
    'Which properties does the 201 have beyond those that were sent? A capture of 2021 has nulls; one of a GET of 2023 leaves connectorId out.',
    '`contentCategory: "uncategorized"`, the default of the resource page, and null for each unset setting, connectorId and (beta) ingestedItemsCount. Do not assert them.',
    'uncategorized' as const,
  ),
  sendLocation: question(
    6,
    'Does the 201 have a Location header? OData asks for it; no capture shows it.',
    'Yes. Do not assert it.',
    true,
  ),
  rejectReadOnly: question(
    7,
    'What happens to state and ingestedItemsCount in a request? The page lists them, the metadata calls state computed.',
    'Profile documented echoes them; profile live ignores them, once they have the right type. The switch `rejectReadOnly` refuses them with 400.',
    false,
  ),
  betaSettingsOnV1: question(
    8,
    'Does v1.0 accept what only beta declares, such as enabledContentExperiences? Its metadata lacks it; three public clients and the Teams page send it.',
    'Profile live accepts it with an advisory, and does not keep the settings of a connection; profile documented refuses it with 400, as any unknown property. The switch `betaSettingsOnV1` chooses.',
    { live: true, documented: false },
  ),
  experiencesAsArray: question(
    9,
    'May enabledContentExperiences be an array? Flags enums travel as one string; one report of a deployment on v1.0 says that an array works.',
    'On v1.0 yes, on beta a string only. The switch `experiencesAsArray` chooses; the response always has a string.',
    { 'v1.0': true, beta: false },
  ),
  uniqueNames: question(10, 'May two connections have the same display name?', 'Yes; only the id leads to 409.', false),
  idsIgnoreCase: question(
    11,
    'Do reserved ids, the prefix `Microsoft` and uniqueness ignore the case of letters?',
    'Yes, all three; the casing of the id is kept.',
    true,
  ),
  missingPermission: question(
    12,
    'Does a missing permission get 401 or 403? Reports of 2021 and 2022 have 401, those of 2026 have 403; code and message are not known.',
    "403 `AccessDenied`. The emulator's option `missingPermissionStatus` makes it 401.",
    'accessDenied' as const,
  ),
  wwwAuthenticate: question(
    13,
    'Does a 401 carry WWW-Authenticate? The one full capture does not.',
    "No. The emulator's option `wwwAuthenticate` adds it.",
    false,
  ),
  tenantLimit: question(
    14,
    'How many connections may a tenant have, and what is the response to the next create? 30, more on request, was documented until 2024 and is repeated in 2026; the error never was.',
    "No limit. The emulator's option `tenantLimit` sets one; the response 403 `QuotaLimitReached` is invented.",
    Number.POSITIVE_INFINITY,
  ),
  notFoundAnswer: question(
    15,
    'What is the response to a GET of what does not exist? Captured for a connection and a schema; for items, groups and operations the source is not known.',
    '404 `ItemNotFound` with the inner code `ResourceNotFound`, its source and its message, as captured.',
    'connectionUnknown' as const,
  ),
  wrongTypeAnswer: question(
    16,
    'What is the response to a value of the wrong JSON type? The gateway sentence is known from items only.',
    '400 `BadRequest` with the sentence of the gateway.',
    'valueMismatch' as const,
  ),
  templateIdMaximum: question(
    17,
    'How long may the id of a display template be? The page says 16; two samples pass longer connection ids.',
    '16 characters.',
    16,
  ),
  lowestPriority: question(
    18,
    'May the priority of a display template be 0? It "must be positive", yet an official example uses 0.',
    '0 is accepted, negative numbers are not.',
    0,
  ),
  missingDiscriminator: question(
    19,
    'What is the inner code of the response to a URL resolver without its `@odata.type`? 400 `InvalidRequest` is observed.',
    '`DeserializationError`.',
    'deserialization' as const,
  ),
  deletion: question(
    20,
    'How long does a connection exist after DELETE, and how long is its id taken? One client polls, and then still gets 409 for a while.',
    "Not at all. The emulator's options `deleteDelay` and `idReleaseDelay` set both, in milliseconds.",
    0,
  ),
  brokenCardFails: question(
    21,
    'When is a card so broken that Graph stores the connection and yet responds with 503?',
    "Never by itself. The emulator's option `brokenCardFails` does so for a layout that is not an Adaptive Card; a second create then gets 409.",
    false,
  ),
  enumsIgnoreCase: question(
    22,
    'Do enum members ignore the case of letters in a request? The type of a schema property does, by a run of 2026.',
    'Yes; they are stored and returned in the casing of the metadata.',
    true,
  ),
  foreignConnection: question(
    23,
    'What does an app with OwnedBy get for a connection of another app? One project of 2026 has 403; its body is not known.',
    "403 `AccessDenied`; the list leaves the connection out, and a create with its id gets 409. The emulator's option `foreignConnectionStatus` makes it 404.",
    'accessDenied' as const,
  ),
  operationIds: question(
    24,
    'Is the id of an operation a GUID (the pages) or dotted, as `1.weu-b.0251D560….98B2D948…` (three public sources)?',
    "Dotted in profile live, a GUID in profile documented. The emulator's option `operationIds` chooses: `dotted` or `guid`.",
    { live: 'dotted', documented: 'guid' } as const,
  ),
  controlInformation: question(
    25,
    'What happens to the control information of an entity that was read, such as `@odata.context`, in the next request? Four SDKs send it back; no capture shows the response.',
    "Ignored at every object, with an advisory. The emulator's option `rejectControlInformation` refuses it with 400 as an unknown property.",
    false,
  ),
  baseTypeKept: question(
    26,
    'May the registration of a changed schema leave out `baseType`? The .NET SDK does so after a read; no capture shows the response.',
    'Profile live accepts it with an advisory and keeps the registered one; profile documented refuses it with 400.',
    { live: true, documented: false },
  ),
  schemaChanges: question(
    27,
    'What is the response to a schema that changes or removes a registered property? The concept page and a connector of 2026 call schemas append-only; no capture shows a refusal.',
    "Accepted with an advisory, and the schema is replaced. The emulator's option `rejectSchemaChanges` refuses it with 400.",
    false,
  ),
  writesWhileDeleting: question(
    28,
    'Do writes to a connection succeed while it is being deleted? Item writes get 404 by one report; of the others nothing is known.',
    "Items and groups get 404; updates of the connection and of its schema are accepted. The emulator's option `rejectWritesWhileDeleting` makes those 404, too.",
    false,
  ),
  ticket: question(
    29,
    'Must `connectorId` and the header `GraphConnectors-Ticket` come together? A sample of Microsoft says that the call fails otherwise; elsewhere only the Teams flow sends the header.',
    'Either is accepted without the other, with an advisory.',
    true,
  ),
  compression: question(
    30,
    'Does Graph decode compressed bodies? The Go SDK compresses every body by default; no capture shows a 2xx, reports of 2021 show 400 and 415.',
    'gzip and deflate are decoded. `faults.compressionRefused({ status })` refuses them.',
    true,
  ),
  schemaAsForm: question(
    31,
    'May a schema be sent as `application/x-www-form-urlencoded`? The CLI for Microsoft 365 does so since 2022; no capture.',
    'Profile live accepts it with an advisory where the body is JSON; profile documented refuses it with 400.',
    { live: true, documented: false },
  ),
  doubledSlashes: question(
    32,
    'Are doubled slashes in a path read as one? The default base URL of the Python SDK makes them; no capture.',
    'Yes, everywhere.',
    true,
  ),
  charset: question(
    33,
    'How is a body read that begins with a byte order mark, or names another charset than UTF-8? Known from another endpoint only: what is not UTF-8 is stored with U+FFFD.',
    'A byte order mark is skipped, a charset that is named is decoded, and anything else is stored with U+FFFD; each with an advisory but the named charset.',
    true,
  ),
  itemPatch: question(
    34,
    'Does `PATCH …/items/{id}` exist? Pages until 2023 and the permissions list it; later pages have only PUT.',
    'It changes an item as PUT does, and gets 404 where there is none.',
    true,
  ),
  propertyNameCase: question(
    35,
    'May an item write the name of a property in another case than the schema? A public connector does so; its response is not known.',
    'Profile live accepts it with an advisory; profile documented refuses it with 400.',
    { live: true, documented: false },
  ),
  unannotatedCollection: question(
    36,
    'Does a collection in an item need its `@odata.type`? The page prints it, and every client but one sends it.',
    'It is accepted without, with an advisory.',
    true,
  ),
  equalNames: question(37, 'May two properties of a schema have the same name? No page states it.', 'No: 400.', false),
  duplicates: question(
    38,
    'What is the response to a group or a member that exists already? 409 by one public client; its body is not known.',
    '409 `NameAlreadyExists`, as of a connection.',
    'nameAlreadyExists' as const,
  ),
} as const;

/** The profiles for which the choice of a question is this one. */
export function profilesWith(choice: boolean, { chosen }: OpenQuestion<Record<Profile, boolean>>): readonly Profile[] {
  return profiles.filter((profile) => chosen[profile] === choice);
}

/** The context in which a rule holds or not. */
export interface RuleContext extends Switches {
  readonly profile: Profile;
  readonly version: ApiVersion;
}

type ContextOptions = { readonly [Name in keyof RuleContext]?: RuleContext[Name] | undefined };

/** The context of options that were read, with every default filled in; other options are left out. */
export function withDefaults(options: ContextOptions): RuleContext {
  const {
    profile = 'live',
    version = 'v1.0',
    strictDescription = openQuestions.strictDescription.chosen,
    rejectReadOnly = openQuestions.rejectReadOnly.chosen,
    betaSettingsOnV1 = openQuestions.betaSettingsOnV1.chosen[profile],
    experiencesAsArray = openQuestions.experiencesAsArray.chosen[version],
  } = options;
  return { profile, version, strictDescription, rejectReadOnly, betaSettingsOnV1, experiencesAsArray };
}

/** The context of every function with options, where they name none. */
export const defaultContext: RuleContext = withDefaults({});
