import { asRecord, claimsOf, type ErrorName, fakeToken, type OperationName } from '../rules/index.ts';
import { option, readOptions } from '../schemas/index.ts';
import { lostConnection, type ServiceResponse } from './build-response.ts';
import type { LoginErrorName } from './login-errors.ts';

/**
 * A failure of the service, for `emulator.plan`: one of `faults`, or one of your own.
 *
 * @example
 * ```ts
 * import { createEmulator, type Fault } from 'external-connection-testkit/emulator';
 *
 * const moved: Fault = {
 *   name: 'moved',
 *   stage: 'instead',
 *   change: () => ({ status: 307, headers: { Location: 'https://graph.microsoft.us/' }, body: undefined }),
 * };
 * const graph = createEmulator();
 * graph.plan(moved);
 * (await graph.fetch('https://graph.microsoft.com/v1.0/external/connections')).status; // 307
 * ```
 */
export interface Fault {
  /** Its name in an exchange. */
  readonly name: string;
  /**
   * `instead`: the request is not processed, not even its token is read. `after`: it is processed, what it did stays
   * done, and its response changes on the way to the client.
   */
  readonly stage: 'instead' | 'after';
  /** The operations that it hits where the plan names none. Default: every request but those for a token. */
  readonly on?: readonly PlannedOperation[];
  /** Which requests it can hit at all. Default: every request. */
  readonly only?: (request: { readonly headers: Readonly<Record<string, string>> }) => boolean;
  /** Why the registration of a schema fails that the request begins. Default: it completes. */
  readonly schemaError?: { readonly message: string };
  /**
   * The response that the client gets; pure. It is called with the true response, which at stage `instead` has status 0
   * and no body, and with a function that makes an error response of Graph.
   */
  change(response: ServiceResponse, error: MakeErrorResponse): ServiceResponse;
}

/** The fault that a request gets. */
export interface PlannedFault {
  readonly fault: Fault;
  /** The seed that drew it, where it was planned by chance. */
  readonly seed?: number;
}

/** What a plan may name: an operation of Graph, or a request for a token. */
export type PlannedOperation = OperationName | 'requestToken';

/** Makes an error response of Graph, by its name in `errorResponses`, or one of the token endpoint. */
export type MakeErrorResponse = (
  name: ErrorName | LoginErrorName,
  headers?: Readonly<Record<string, string>>,
) => ServiceResponse;

/** The options of `faults.schemaFailed`. */
export interface SchemaFailedOptions {
  /** The message in the error of the operation. Default: a sentence. */
  readonly message?: string;
}

/** For faults after which a client cannot know whether its request was processed. */
export interface UnclearOptions {
  /** Whether the request was processed all the same, so that a retry of a create gets 409. Default false. */
  readonly processed?: boolean;
}

/**
 * The value of a Retry-After header: seconds, a whole number from 0; a Date, written as an HTTP date; a string as it
 * is, such as `0.249`; null for no header.
 */
export type RetryAfter = number | Date | string | null;

/** The options of `faults.throttled`. */
export interface ThrottledOptions {
  /** Seconds, a whole number from 0; a Date; a string as it is; or null for no header. Default 10, as in the documented sample. */
  readonly retryAfter?: RetryAfter;
}

/** The options of `faults.serviceUnavailable`. */
export interface ServiceUnavailableOptions extends UnclearOptions {
  /** As of `throttled`. Default null. */
  readonly retryAfter?: RetryAfter;
}

/** The options of `faults.compressionRefused`. */
export interface CompressionRefusedOptions {
  /** 415, on which SDKs send the body again without compression, or 400, on which none does. Default 415. */
  readonly status?: 400 | 415;
}

/** The options of `faults.htmlErrorPage`. */
export interface HtmlErrorPageOptions {
  /** A whole number from 400 to 599. Default 502. */
  readonly status?: number;
}

/** The options of `faults.error`. */
export interface ErrorOptions extends UnclearOptions {
  /** A whole number from 400 to 599. Default 500. */
  readonly status?: number;
  /** Default `UnknownError`. */
  readonly code?: string;
  /** Default empty, as several reports have it beside `UnknownError`. */
  readonly message?: string;
  /** What its innerError contains beside the date and the ids of the request. Default: nothing. */
  readonly innerError?: Readonly<Record<string, unknown>>;
  /** As of `throttled`. Default null. */
  readonly retryAfter?: RetryAfter;
}

/** The options of `faults.slow`. */
export interface SlowOptions {
  /** How much later, a whole number from 0. */
  readonly milliseconds: number;
}

const retryAfter = option.where<RetryAfter>(
  isRetryAfter,
  'a whole number of seconds from 0, a Date, a string, or null for no header',
);
const processed = option.flag();
const errorStatus = option.wholeNumber(400, '', 599);

/** Failures of the service, for `emulator.plan`. */
export const faults = {
  /**
   * 429 `TooManyRequests` with Retry-After. The emulator does not wait: `exchange.waited` shows whether the client did.
   *
   * @throws TypeError naming retryAfter when it cannot be used.
   * **Source:** Microsoft Graph throttling guidance; 429 on this URL observed in microsoft-graph-explorer-v4, issue 2751.
   */
  throttled(options: ThrottledOptions = {}): Fault {
    const read = readOptions('faults.throttled', { retryAfter }, options);
    return failing('throttled', { retryAfter: read.retryAfter === undefined ? 10 : read.retryAfter });
  },

  /**
   * The create succeeds and gets 503 without Retry-After; the retry gets 409. A create that is refused gets its
   * refusal. Hits creates alone, unless the plan names other operations.
   *
   * **Source:** Create externalConnection page, known issue 19908, of a broken Adaptive Card. Question 21.
   */
  brokenCard: constant({
    name: 'brokenCard',
    stage: 'after',
    on: ['createConnection'],
    change: (response, error) => (response.status < 400 ? error('serviceUnavailable') : response),
  }),

  /** 500 `GeneralException`. **Source:** microsoft-graph-explorer-v4, issue 3883 (2025-06, on items). */
  internalServerError: maybeProcessed('internalServerError', (_, error) => error('internalServerError')),

  /** 502 `UnknownError`. **Source:** microsoft-graph-docs-contrib, issue 4209; msgraph-sdk-dotnet, issue 3177, on items. */
  badGateway: maybeProcessed('badGateway', (_, error) => error('badGateway')),

  /**
   * 503 `ServiceNotAvailable`, which may have Retry-After.
   *
   * @throws TypeError naming retryAfter when it cannot be used.
   * **Source:** Microsoft Graph error responses.
   */
  serviceUnavailable(options: ServiceUnavailableOptions = {}): Fault {
    return failing('serviceUnavailable', readOptions('faults.serviceUnavailable', { processed, retryAfter }, options));
  },

  /** 504 `UnknownError` with an empty message. **Source:** microsoft-graph-docs, issue 5288 (2019, another endpoint). */
  gatewayTimeout: maybeProcessed('gatewayTimeout', (_, error) => error('gatewayTimeout')),

  /**
   * 403 `QuotaLimitReached`: the tenant may have no more connections. Hits creates alone, unless the plan names other
   * operations.
   *
   * **Source:** none; the limit is documented, its response is the choice of this kit. Question 14.
   */
  tenantLimit: constant({ ...failing('quotaLimitReached'), name: 'tenantLimit', on: ['createConnection'] }),

  /** 403 `AccessDenied`: the caller lacks the permission, whatever its token says. Question 12. */
  accessDenied: constant(failing('accessDenied')),

  /**
   * 415, or 400, for a request whose body is compressed; others are not hit.
   *
   * @throws TypeError naming status when it is neither.
   * **Source:** design of the Graph SDKs, CompressionHandler: a 400 was captured in 2021, and SDKs fall back on 415.
   */
  compressionRefused(options: CompressionRefusedOptions = {}): Fault {
    const { status } = readOptions('faults.compressionRefused', { status: option.oneOf([400, 415]) }, options);
    const fault = failing(status === 400 ? 'bodyUnreadable' : 'encodingUnsupported');
    return { ...fault, name: 'compressionRefused', only: ({ headers }) => 'content-encoding' in headers };
  },

  /**
   * Any error in Graph's envelope: a status, a code and a message of your own.
   *
   * @throws TypeError naming the option when one cannot be used.
   * @example
   * ```ts
   * import { createEmulator, faults } from 'external-connection-testkit/emulator';
   *
   * const graph = createEmulator();
   * graph.plan(faults.error({ status: 400, code: 'InvalidRequest', innerError: { code: 'SchemaNotReady' } }));
   * ```
   */
  error(options: ErrorOptions = {}): Fault {
    const shape = {
      status: errorStatus,
      code: option.text('a string'),
      message: option.text('a string'),
      innerError: option.record('an object'),
      retryAfter,
      processed,
    };
    const read = readOptions('faults.error', shape, options);
    const { status = 500, code = 'UnknownError', message = '', innerError } = read;
    const headers = retryAfterHeader(read.retryAfter ?? null);
    return {
      name: 'error',
      stage: stageOf(read),
      change(_, make) {
        const response = make('internalServerError', headers);
        const body = asRecord(response.body);
        const own = asRecord(body?.error);
        // The token endpoint has an envelope of its own.
        if (!own) {
          return {
            ...response,
            status,
            body: { ...body, error: code, ...(message && { error_description: message }) },
          };
        }
        const inner = { ...innerError, ...asRecord(own.innerError) };
        return { ...response, status, body: { error: { code, message, innerError: inner } } };
      },
    };
  },

  /**
   * 400 `InvalidRequest` whose error has code and message, and no innerError: the smallest error that OData allows.
   *
   * **Source:** Microsoft Graph error responses, which call innerError optional.
   */
  withoutInnerError: constant({
    name: 'withoutInnerError',
    stage: 'instead',
    change: (_, error) => {
      const response = error('malformed');
      const own = asRecord(asRecord(response.body)?.error);
      // That of the token endpoint has no innerError.
      return own ? { ...response, body: { error: { code: own.code, message: own.message } } } : response;
    },
  }),

  /**
   * An HTML page of a gateway in front of Graph, without Graph's headers.
   *
   * @throws TypeError naming status when it is not an error.
   * **Source:** onedrive-api-docs, issue 697; msgraph-sdk-dotnet, issue 3177 (2026-09, on items), has such a page within
   * the message of an `UnknownError`.
   */
  htmlErrorPage(options: HtmlErrorPageOptions = {}): Fault {
    const { status = 502 } = readOptions('faults.htmlErrorPage', { status: errorStatus }, options);
    const page = [
      '<!DOCTYPE html>',
      `<html><head><title>${status}</title></head>`,
      "<body><h2>Our services aren't available right now</h2>",
      "<p>We're working to restore all services as soon as possible. Please check back soon.</p></body></html>",
    ].join('\n');
    return {
      name: 'htmlErrorPage',
      stage: 'instead',
      change: () => ({ status, headers: { 'Content-Type': 'text/html' }, body: page, isText: true }),
    };
  },

  /**
   * The true response with single quotes for double ones: not JSON. The request is processed. A response without a body
   * stays as it is.
   */
  malformedJson: constant({
    name: 'malformedJson',
    stage: 'after',
    change: (response) => changeText(response, (json) => json.replaceAll('"', "'")),
  }),

  /** The true response, its body cut in the middle. The request is processed. A response without a body stays as it is. */
  truncatedBody: constant({
    name: 'truncatedBody',
    stage: 'after',
    change: (response) => changeText(response, (json) => json.slice(0, Math.floor(json.length / 2))),
  }),

  /**
   * No response: the connection is lost. A fetch behind MSW fails; `emulator.fetch` resolves with `Response.error()`.
   * In a batch the whole batch is lost, for its parts share the connection.
   */
  connectionReset: maybeProcessed('connectionReset', () => lostConnection),

  /**
   * No response, ever: until `reset()`, or until the signal of the request aborts; then the connection is lost. It keeps
   * no process alive.
   */
  hang: maybeProcessed('hang', () => ({ ...lostConnection, delay: Number.POSITIVE_INFINITY })),

  /**
   * The true response, later. The request is processed at once, so a client that gives up has done what it asked for.
   * The time is that of the option `sleep` of the emulator.
   *
   * @throws TypeError naming milliseconds when it is not a whole number from 0.
   */
  slow(options: SlowOptions): Fault {
    readOptions('faults.slow', { milliseconds: option.required(option.wholeNumber(0)) }, options);
    const { milliseconds } = options;
    return { name: 'slow', stage: 'after', change: (response) => ({ ...response, delay: milliseconds }) };
  },

  /**
   * The true response, in which state, contentCategory and the status of an operation are `memberOfTheFuture`. Hits
   * responses with connections or operations, unless the plan names others.
   *
   * **Source:** Graph's best practices, handling future members in evolvable enumerations.
   */
  unknownEnumMember: constant({
    name: 'unknownEnumMember',
    stage: 'after',
    on: ['createConnection', 'getConnection', 'listConnections', 'getOperation'],
    change: (response) => ({ ...response, body: changeEntities(response.body, withFutureMembers) }),
  }),

  /**
   * The true response, in which each object has one more property, `futureProperty`, apart from the layout of a card,
   * which is the client's own. Errors have it too.
   *
   * **Source:** Graph's versioning page: a new property is not a breaking change.
   */
  extraProperties: constant({
    name: 'extraProperties',
    stage: 'after',
    change: (response) => ({ ...response, body: extend(response.body) }),
  }),

  /**
   * 202 for the registration of a schema, whose operation then reads `failed` with an error. The connection keeps the
   * schema that it has, if any.
   *
   * @throws TypeError naming message when it is not a string.
   * **Source:** Get connectionOperation page, the example of a failed operation.
   */
  schemaFailed(options: SchemaFailedOptions = {}): Fault {
    const read = readOptions('faults.schemaFailed', { message: option.text('a string') }, options);
    const schemaError = { message: read.message ?? 'The schema could not be registered.' };
    return { name: 'schemaFailed', stage: 'after', on: ['updateSchema'], schemaError, change: (response) => response };
  },

  /** The token endpoint refuses the client secret: 401 `invalid_client`, AADSTS7000215. */
  secretInvalid: refusingToken('secretInvalid'),

  /** The token endpoint refuses the client secret as expired: 401 `invalid_client`, AADSTS7000222. */
  secretExpired: refusingToken('secretExpired'),

  /** The token endpoint does not know the tenant: 400 `invalid_request`, AADSTS90002. */
  tenantUnknown: refusingToken('tenantUnknown'),

  /** The token endpoint does not know the application: 400 `unauthorized_client`, AADSTS700016. */
  applicationUnknown: refusingToken('applicationUnknown'),

  /** The token endpoint does not know the resource of the scope: 400 `invalid_resource`, AADSTS500011. */
  resourceUnknown: refusingToken('resourceUnknown'),

  /**
   * The token endpoint issues a token without roles, as Entra does before an administrator consented; Graph then refuses
   * the requests with it. The option `roles` of the emulator says which roles all other tokens carry.
   */
  consentMissing: constant({
    name: 'consentMissing',
    stage: 'after',
    on: ['requestToken'],
    change: (response) => ({ ...response, body: withoutRoles(response.body) }),
  }),
};

function withoutRoles(body: unknown): unknown {
  const token = asRecord(body)?.access_token;
  const claims = typeof token === 'string' ? claimsOf(token) : undefined;
  if (!claims) return body;
  const { roles: _, ...others } = claims;
  return { ...asRecord(body), access_token: fakeToken(others) };
}

function refusingToken(name: LoginErrorName): () => Fault {
  return constant({ name, stage: 'instead', on: ['requestToken'], change: (_, error) => error(name) });
}

/** Makes a fault that has no options. */
function constant(fault: Fault): () => Fault {
  return (options?: unknown) => {
    readOptions(`faults.${fault.name}`, {}, options);
    return fault;
  };
}

function failing(name: ErrorName, options: ServiceUnavailableOptions = {}): Fault {
  const headers = retryAfterHeader(options.retryAfter ?? null);
  return { name, stage: stageOf(options), change: (_, error) => error(name, headers) };
}

/** Makes a fault after which a client cannot know whether its request was processed. */
function maybeProcessed(name: string, change: Fault['change']) {
  return (options: UnclearOptions = {}): Fault => {
    const read = readOptions(`faults.${name}`, { processed }, options);
    return { name, stage: stageOf(read), change };
  };
}

function stageOf({ processed = false }: UnclearOptions): Fault['stage'] {
  return processed ? 'after' : 'instead';
}

function isRetryAfter(value: unknown): boolean {
  if (value instanceof Date) return !Number.isNaN(value.getTime());
  // The characters that a header can carry.
  if (typeof value === 'string') return /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
  return value === null || (Number.isSafeInteger(value) && Number(value) >= 0);
}

function retryAfterHeader(retryAfter: RetryAfter): Readonly<Record<string, string>> {
  if (retryAfter === null) return {};
  return { 'Retry-After': retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter) };
}

function changeText(response: ServiceResponse, change: (json: string) => string): ServiceResponse {
  if (response.body === undefined) return response;
  return { ...response, body: change(JSON.stringify(response.body)), isText: true };
}

type JsonObject = Readonly<Record<string, unknown>>;

/** The enum properties of a connection and of an operation. */
const enumProperties = ['state', 'contentCategory', 'status'];

function withFutureMembers(entity: JsonObject): JsonObject {
  const changes = enumProperties
    .filter((name) => typeof entity[name] === 'string')
    .map((name) => [name, 'memberOfTheFuture']);
  return { ...entity, ...Object.fromEntries(changes) };
}

/** A JSON value whose entity is changed, or each of those that it lists. */
function changeEntities(body: unknown, change: (entity: JsonObject) => JsonObject): unknown {
  const entity = asRecord(body);
  if (!entity) return body;
  return Array.isArray(entity.value)
    ? { ...entity, value: entity.value.map((each) => changeEntities(each, change)) }
    : change(entity);
}

function extend(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(extend);
  const record = asRecord(value);
  if (!record) return value;
  const entries = Object.entries(record).map(([name, inner]) => [name, name === 'layout' ? inner : extend(inner)]);
  return { ...Object.fromEntries(entries), futureProperty: 'a value of the future' };
}
