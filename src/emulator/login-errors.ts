/** A refusal of the token endpoint. */
export interface LoginError {
  /** Default 400. */
  readonly status?: number;
  /** The `error` of OAuth 2.0. */
  readonly error: string;
  /** The number after `AADSTS`. */
  readonly code: number;
  /** `{value}` stands for what was found or is missing. */
  readonly message: string;
}

const invalidClient = { status: 401, error: 'invalid_client' } as const;

/**
 * The refusals of Microsoft Entra that a program with client credentials gets.
 * **Source:** Microsoft Entra authentication and authorization error codes; the status of each is inferred: 401 goes with
 * `invalid_client`, 400 with the others. AADSTS1002012: microsoft-graph-docs, issue 14323.
 */
export const loginErrors = {
  fieldMissing: {
    error: 'invalid_request',
    code: 900144,
    message: "The request body must contain the following parameter: '{value}'.",
  },
  methodNotAllowed: {
    status: 405,
    error: 'invalid_request',
    code: 900561,
    message: 'The endpoint only accepts {value} requests.',
  },
  tenantMalformed: {
    error: 'invalid_request',
    code: 900023,
    message: "Specified tenant identifier '{value}' is neither a valid DNS name, nor a valid external domain.",
  },
  tenantUnknown: {
    error: 'invalid_request',
    code: 90002,
    message: "Tenant '{value}' not found. Check that the tenant ID is correct.",
  },
  applicationUnknown: {
    error: 'unauthorized_client',
    code: 700016,
    message: "Application with identifier '{value}' was not found in the directory.",
  },
  secretInvalid: {
    ...invalidClient,
    code: 7000215,
    message: 'Invalid client secret provided. Send the value of the secret, not its ID.',
  },
  secretExpired: {
    ...invalidClient,
    code: 7000222,
    message: 'The provided client secret keys are expired. Create a new secret for the app.',
  },
  assertionMalformed: {
    ...invalidClient,
    code: 50027,
    message: "The field '{value}' has no JSON Web Token, or client_assertion_type is not its type.",
  },
  scopeInvalid: {
    error: 'invalid_scope',
    code: 1002012,
    message: "The scope '{value}' is not valid. Client credentials need one resource with the suffix '/.default'.",
  },
  resourceUnknown: {
    error: 'invalid_resource',
    code: 500011,
    message: "The resource principal named '{value}' was not found in the tenant.",
  },
  flowUnsupported: {
    error: 'unsupported_grant_type',
    code: 70003,
    message: "The grant type '{value}' is not supported: external-connection-testkit has client_credentials alone.",
  },
  transient: {
    status: 503,
    error: 'temporarily_unavailable',
    code: 90033,
    message: 'A transient error has occurred. Please try again.',
  },
} as const satisfies Readonly<Record<string, LoginError>>;

/** The name of a refusal of the token endpoint. */
export type LoginErrorName = keyof typeof loginErrors;
