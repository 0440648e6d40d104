import { sources } from './sources.ts';

/** How sure a fact is: Microsoft's page, Graph's metadata, a public capture or client, or our own choice. */
export type Evidence = 'documented' | 'metadata' | 'observed' | 'inferred' | 'claimed';

/** One error response of the service. `{property}`, `{type}` and `{value}` in a sentence stand for what was wrong. */
export interface ErrorResponse {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly innerError?: { readonly code: string; readonly source?: string; readonly message?: string };
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

const malformed = { status: 400, code: 'InvalidRequest', message: 'The request is malformed or incorrect.' } as const;

/**
 * Every error response, by the name that rules, faults and state errors point to.
 * Two layers speak: the gateway (`BadRequest`, `InvalidAuthenticationToken`) and the connectors service
 * (`InvalidRequest`, `NameAlreadyExists`).
 */
export const errorResponses = {
  tokenMissing: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'Access token is empty.',
    evidence: 'observed',
    source: sources.tokenReports,
  },
  tokenUnreadable: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'CompactToken parsing failed with error code: 80049217',
    evidence: 'observed',
    source: sources.garbageTokenReport,
  },
  tokenExpired: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'Lifetime validation failed, the token is expired.',
    evidence: 'observed',
    source: sources.tokenReports,
  },
  tokenForAnotherAudience: {
    status: 401,
    code: 'InvalidAuthenticationToken',
    message: 'Access token validation failure.',
    evidence: 'observed',
    source: sources.audienceReport,
  },
  accessDenied: {
    status: 403,
    code: 'AccessDenied',
    message: "The caller doesn't have permission to perform the action.",
    evidence: 'inferred',
    source: sources.permissionReport,
  },
  bodyEmpty: {
    status: 400,
    code: 'BadRequest',
    message: 'Empty Payload. JSON content expected.',
    evidence: 'observed',
    source: sources.emptyBodyReport,
  },
  bodyUnreadable: {
    status: 400,
    code: 'BadRequest',
    message:
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    evidence: 'observed',
    source: sources.unreadableReport,
  },
  contentTypeMissing: {
    status: 400,
    code: 'BadRequest',
    message: 'Write requests (excluding DELETE) must contain the Content-Type header declaration.',
    evidence: 'observed',
    source: sources.noContentTypeReports,
  },
  contentTypeNotJson: {
    status: 400,
    code: 'BadRequest',
    message: 'Entity only allows writes with a JSON Content-Type header.',
    evidence: 'observed',
    source: sources.notJsonReport,
  },
  encodingUnsupported: {
    status: 415,
    code: 'UnsupportedMediaType',
    message: 'The content type of the request is a format that is not supported by the service.',
    evidence: 'inferred',
    source: sources.errorsPage,
  },
  valueMismatch: {
    status: 400,
    code: 'BadRequest',
    message: 'Property {property} in payload has a value that does not match schema.',
    evidence: 'observed',
    source: sources.wrongTypeReport,
  },
  malformed: { ...malformed, evidence: 'observed', source: sources.hyphenReport },
  deserialization: {
    ...malformed,
    innerError: { code: 'DeserializationError' },
    evidence: 'inferred',
    source: sources.unknownTypeReport,
  },
  typeUnknown: {
    ...malformed,
    innerError: {
      code: 'DeserializationError',
      message:
        "A type named 'microsoft.substrateConnectors.{type}' could not be resolved by the model. When a model is available, each type name must resolve to a valid type.",
    },
    evidence: 'observed',
    source: sources.unknownTypeReport,
  },
  enumMemberUnknown: {
    ...malformed,
    innerError: { code: 'DeserializationError', message: "Requested value '{value}' was not found." },
    evidence: 'observed',
    source: sources.enumReport,
  },
  refinerType: {
    ...malformed,
    innerError: {
      code: 'RefinerShouldNotBeOfType',
      message: "Refiner property '{property}' cannot be of type '{type}'.",
    },
    evidence: 'observed',
    source: sources.refinerReport,
  },
  labelsExceeded: {
    ...malformed,
    innerError: { code: 'MaxSupportedLabelsCountExceeded' },
    evidence: 'observed',
    source: sources.labelsReport,
  },
  nameAlreadyExists: {
    status: 409,
    code: 'NameAlreadyExists',
    message: 'The specified resource name already exists',
    evidence: 'observed',
    source: sources.duplicateReport,
  },
  quotaLimitReached: {
    status: 403,
    code: 'QuotaLimitReached',
    message: 'The maximum number of connections is reached.',
    evidence: 'inferred',
    source: sources.invented,
  },
  connectionUnknown: notFound('Connection', 'observed'),
  schemaMissing: notFound('Schema', 'observed'),
  operationUnknown: notFound('Operation'),
  itemUnknown: notFound('Item'),
  groupUnknown: notFound('Group'),
  memberUnknown: notFound('Member'),
  userIdInvalid: {
    ...malformed,
    innerError: { code: 'InvalidGuid' },
    evidence: 'observed',
    source: sources.salesforceConnector,
  },
  memberIdInvalid: {
    ...malformed,
    innerError: { code: 'InvalidGuidForAadMemberType' },
    evidence: 'observed',
    source: sources.salesforceConnector,
  },
  itemQuotaReached: {
    status: 403,
    code: 'QuotaLimitReached',
    message: 'The maximum number of items is reached.',
    evidence: 'inferred',
    source: sources.invented,
  },
  segmentUnknown: {
    status: 400,
    code: 'BadRequest',
    message: "Resource not found for the segment '{property}'.",
    evidence: 'inferred',
    source: sources.invented,
  },
  queryInvalid: {
    status: 400,
    code: 'BadRequest',
    message: 'The query specified in the URI is not valid.',
    evidence: 'inferred',
    source: sources.invented,
  },
  schemaUnknown: {
    status: 404,
    code: 'UnknownError',
    message: '',
    evidence: 'observed',
    source: sources.deleteSchemaReport,
  },
  methodNotAllowed: {
    status: 405,
    code: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
    evidence: 'documented',
    source: sources.batchPage,
  },
  batchMalformed: {
    status: 400,
    code: 'BadRequest',
    message: 'Invalid batch payload format.',
    evidence: 'inferred',
    source: sources.batchPage,
  },
  batchPartUntyped: {
    status: 400,
    code: 'BadRequest',
    message: "Write request with id '{property}' does not contain a Content-Type header.",
    evidence: 'observed',
    source: sources.batchTypeReports,
  },
  dependencyFailed: {
    status: 424,
    code: 'FailedDependency',
    message: 'A request that this one depends on has failed.',
    evidence: 'inferred',
    source: sources.batchPage,
  },
  requestUnreadable: {
    status: 400,
    code: 'BadRequest',
    message: 'The request is malformed or incorrect.',
    evidence: 'documented',
    source: sources.errorsPage,
  },
  requestTimeout: {
    status: 408,
    code: 'RequestTimeout',
    message: 'The request took too long to arrive.',
    evidence: 'inferred',
    source: sources.invented,
  },
  bodyTooLarge: {
    status: 413,
    code: 'RequestEntityTooLarge',
    message: 'The request size exceeds the maximum limit.',
    evidence: 'documented',
    source: sources.errorsPage,
  },
  headersTooLarge: {
    status: 431,
    code: 'RequestHeaderFieldsTooLarge',
    message: 'The request headers exceed the maximum limit.',
    evidence: 'inferred',
    source: sources.invented,
  },
  throttled: {
    status: 429,
    code: 'TooManyRequests',
    message: 'Please retry again later.',
    innerError: { code: '429', message: 'Please retry after' },
    evidence: 'documented',
    source: sources.throttlingPage,
  },
  internalServerError: {
    status: 500,
    code: 'GeneralException',
    message: 'There was an internal server error while processing the request.',
    evidence: 'observed',
    source: sources.serverErrorReport,
  },
  notImplemented: {
    status: 501,
    code: 'NotImplemented',
    message: "The requested feature isn't implemented.",
    evidence: 'documented',
    source: sources.errorsPage,
  },
  badGateway: {
    status: 502,
    code: 'UnknownError',
    message: '502 Bad Gateway',
    evidence: 'observed',
    source: sources.badGatewayReport,
  },
  serviceUnavailable: {
    status: 503,
    code: 'ServiceNotAvailable',
    message: 'The service is temporarily unavailable.',
    evidence: 'documented',
    source: sources.errorsPage,
  },
  gatewayTimeout: {
    status: 504,
    code: 'UnknownError',
    message: '',
    evidence: 'observed',
    source: sources.gatewayTimeoutReport,
  },
} as const satisfies Record<string, ErrorResponse>;

export type ErrorName = keyof typeof errorResponses;

/** A value of `error.code` that this kit knows. Graph may send others. */
export type GraphErrorCode = (typeof errorResponses)[ErrorName]['code'];
