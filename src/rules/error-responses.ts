import { documented, inferred, observed, sources } from './sources.ts';

/** How sure a fact is: Microsoft's page, Graph's metadata, a public capture or client, or our own choice. */
export type Evidence = 'documented' | 'metadata' | 'observed' | 'inferred' | 'claimed';

/** One error response of the service. `{property}`, `{type}` and `{value}` in a sentence stand for what was wrong. */
export interface ErrorResponse {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly innerError?: {
    readonly code: string;
    readonly source?: string;
    readonly message?: string;
    readonly status?: string;
  };
  readonly headers?: Readonly<Record<string, string>>;
  readonly evidence: Evidence;
  readonly source: string;
}

/**
 * 404 of a connection or of what is in it. **Source:** CLI for Microsoft 365, connection-doctor.spec.ts: captured in
 * 2023-11 with the sources `Connection` and `Schema`; that the others read alike is inferred.
 */
const notFound = (source: string, evidence: Evidence = 'inferred') =>
  ({
    status: 404,
    code: 'ItemNotFound',
    message: 'The requested resource does not exist.',
    innerError: { code: 'ResourceNotFound', source, message: `'${source}' was not found.` },
    evidence,
    source: sources.notFoundCapture,
  }) as const;

type Known = Pick<ErrorResponse, 'evidence' | 'source'>;

/** Makes the responses of one status and code from a message, and how sure it is. */
const responsesWith =
  <const Status extends number, const Code extends string>(status: Status, code: Code) =>
  <const Message extends string, Of extends Known>(message: Message, known: Of) =>
    ({ status, code, message, ...known }) as const;

const unauthenticated = responsesWith(401, 'InvalidAuthenticationToken');
const badRequest = responsesWith(400, 'BadRequest');
const malformed = <Of extends Known>(known: Of) =>
  responsesWith(400, 'InvalidRequest')('The request is malformed or incorrect.', known);

/**
 * Every error response, by the name that rules, faults and state errors point to.
 * Two layers speak: the gateway (`BadRequest`, `InvalidAuthenticationToken`) and the connectors service
 * (`InvalidRequest`, `NameAlreadyExists`).
 */
export const errorResponses = {
  tokenMissing: unauthenticated('Access token is empty.', observed(sources.tokenReports)),
  tokenUnreadable: unauthenticated(
    'CompactToken parsing failed with error code: 80049217',
    observed(sources.garbageTokenReport),
  ),
  tokenExpired: unauthenticated('Lifetime validation failed, the token is expired.', observed(sources.tokenReports)),
  tokenForAnotherAudience: unauthenticated('Access token validation failure.', observed(sources.audienceReport)),
  accessDenied: {
    ...inferred(sources.permissionReport),
    status: 403,
    code: 'AccessDenied',
    message: "The caller doesn't have permission to perform the action.",
  },
  bodyEmpty: badRequest('Empty Payload. JSON content expected.', observed(sources.emptyBodyReport)),
  bodyUnreadable: badRequest(
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    observed(sources.unreadableReport),
  ),
  contentTypeMissing: badRequest(
    'Write requests (excluding DELETE) must contain the Content-Type header declaration.',
    observed(sources.noContentTypeReports),
  ),
  contentTypeNotJson: badRequest(
    'Entity only allows writes with a JSON Content-Type header.',
    observed(sources.notJsonReport),
  ),
  encodingUnsupported: {
    ...inferred(sources.errorsPage),
    status: 415,
    code: 'UnsupportedMediaType',
    message: 'The content type of the request is a format that is not supported by the service.',
  },
  valueMismatch: badRequest(
    'Property {property} in payload has a value that does not match schema.',
    observed(sources.wrongTypeReport),
  ),
  malformed: malformed(observed(sources.hyphenReport)),
  deserialization: {
    ...malformed(inferred(sources.unknownTypeReport)),
    innerError: { code: 'DeserializationError' },
  },
  typeUnknown: {
    ...malformed(observed(sources.unknownTypeReport)),
    innerError: {
      code: 'DeserializationError',
      message:
        "A type named 'microsoft.substrateConnectors.{type}' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",
    },
  },
  enumMemberUnknown: {
    ...malformed(observed(sources.enumReport)),
    innerError: { code: 'DeserializationError', message: "Requested value '{value}' was not found." },
  },
  refinerType: {
    ...malformed(observed(sources.refinerReport)),
    innerError: {
      code: 'RefinerShouldNotBeOfType',
      message: "Refiner property '{property}' cannot be of type '{type}'.",
    },
  },
  labelsExceeded: {
    ...malformed(observed(sources.labelsReport)),
    innerError: { code: 'MaxSupportedLabelsCountExceeded' },
  },
  nameAlreadyExists: {
    ...observed(sources.duplicateReport),
    status: 409,
    code: 'NameAlreadyExists',
    message: 'The specified resource name already exists',
  },
  quotaLimitReached: {
    ...inferred(sources.invented),
    status: 403,
    code: 'QuotaLimitReached',
    message: 'The maximum number of connections is reached.',
  },
  connectionUnknown: notFound('Connection', 'observed'),
  schemaMissing: notFound('Schema', 'observed'),
  operationUnknown: notFound('Operation'),
  itemUnknown: notFound('Item'),
  groupUnknown: notFound('Group'),
  memberUnknown: notFound('Member'),
  userIdInvalid: {
    ...malformed(observed(sources.salesforceConnector)),
    innerError: { code: 'InvalidGuid' },
  },
  memberIdInvalid: {
    ...malformed(observed(sources.salesforceConnector)),
    innerError: { code: 'InvalidGuidForAadMemberType' },
  },
  itemQuotaReached: {
    ...inferred(sources.invented),
    status: 403,
    code: 'QuotaLimitReached',
    message: 'The maximum number of items is reached.',
  },
  segmentUnknown: badRequest("Resource not found for the segment '{property}'.", inferred(sources.invented)),
  queryInvalid: badRequest('The query specified in the URI is not valid.', inferred(sources.invented)),
  schemaUnknown: {
    ...observed(sources.deleteSchemaReport),
    status: 404,
    code: 'UnknownError',
    message: '',
  },
  methodNotAllowed: {
    ...documented(sources.batchPage),
    status: 405,
    code: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
  },
  batchMalformed: badRequest('Invalid batch payload format.', inferred(sources.batchPage)),
  batchPartUntyped: badRequest(
    "Write request with id '{property}' does not contain a Content-Type header.",
    observed(sources.batchTypeReports),
  ),
  dependencyFailed: {
    ...inferred(sources.batchPage),
    status: 424,
    code: 'FailedDependency',
    message: 'A request that this one depends on has failed.',
  },
  requestUnreadable: badRequest('The request is malformed or incorrect.', documented(sources.errorsPage)),
  requestTimeout: {
    ...inferred(sources.invented),
    status: 408,
    code: 'RequestTimeout',
    message: 'The request took too long to arrive.',
  },
  bodyTooLarge: {
    ...documented(sources.errorsPage),
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The request size exceeds the maximum limit.',
  },
  headersTooLarge: {
    ...inferred(sources.invented),
    status: 431,
    code: 'RequestHeaderFieldsTooLarge',
    message: 'The request headers exceed the maximum limit.',
  },
  throttled: {
    ...documented(sources.throttlingPage),
    status: 429,
    code: 'TooManyRequests',
    message: 'Please retry again later.',
    innerError: { code: '429', message: 'Please retry after', status: '429' },
  },
  internalServerError: {
    ...observed(sources.serverErrorReport),
    status: 500,
    code: 'GeneralException',
    message: 'There was an internal server error while processing the request.',
  },
  notImplemented: {
    ...documented(sources.errorsPage),
    status: 501,
    code: 'NotImplemented',
    message: "The requested feature isn't implemented.",
  },
  badGateway: {
    ...observed(sources.badGatewayReport),
    status: 502,
    code: 'UnknownError',
    message: '502 Bad Gateway',
  },
  serviceUnavailable: {
    ...documented(sources.errorsPage),
    status: 503,
    code: 'ServiceNotAvailable',
    message: 'The service is temporarily unavailable.',
  },
  gatewayTimeout: {
    ...observed(sources.gatewayTimeoutReport),
    status: 504,
    code: 'UnknownError',
    message: '',
  },
} as const satisfies Record<string, ErrorResponse>;

/** The name of an error response. */
export type ErrorName = keyof typeof errorResponses;

/** A value of `error.code` that this kit knows. Graph may send others. */
export type GraphErrorCode = (typeof errorResponses)[ErrorName]['code'];

/** What an error response contains besides what the table says. */
export interface ErrorCircumstances {
  readonly date: Date;
  readonly requestId: string;
  readonly clientRequestId: string;
  /** The property that was wrong, for the sentences that name one. */
  readonly property?: string;
  /** The type that was wrong, for the sentences that name one. */
  readonly type?: string;
  /** The value that was wrong, for the sentences that quote it. */
  readonly value?: string;
}

/** The body of an error response. **Source:** Microsoft Graph error responses page; dates without zone as captured. */
export function errorEnvelope(response: ErrorResponse, circumstances: ErrorCircumstances) {
  const fill = (sentence: string) =>
    sentence.replace(
      /\{(property|type|value)\}/g,
      (_, name: 'property' | 'type' | 'value') => circumstances[name] ?? '',
    );
  const inner = response.innerError;
  return {
    error: {
      code: response.code,
      message: fill(response.message),
      innerError: {
        ...inner,
        ...(inner?.message && { message: fill(inner.message) }),
        date: circumstances.date.toISOString().slice(0, 19),
        'request-id': circumstances.requestId,
        'client-request-id': circumstances.clientRequestId,
      },
    },
  };
}
