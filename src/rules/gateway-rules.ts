import { fakeToken, type TokenClaims } from './fake-token.ts';
import { openQuestions } from './open-questions.ts';
import { operationsWhere, ownedBy } from './operations.ts';
import type { RuleRow } from './rule.ts';
import { sources } from './sources.ts';
import { graphAppId } from './vocabulary.ts';

const bearer = (claims: TokenClaims) => `Bearer ${fakeToken(claims)}`;

/** The operations whose requests have a body. */
const writes = operationsWhere(({ requestBody }) => requestBody !== undefined);

/** What the gateway looks at before it reads the body. */
export const gatewayRules = {
  'token.present': {
    paths: ['header Authorization'],
    message: 'The Authorization header must contain a bearer token.',
    fix: 'Send "Authorization: Bearer <access token>".',
    evidence: 'documented',
    source: sources.createPage,
    accepts: ['Bearer opaque-access-token', 'bearer opaque-access-token'],
    rejects: [
      undefined,
      'Basic dXNlcjpwYXNzd29yZA==',
      'opaque-access-token',
      'Bearer',
      'Token Bearer opaque-access-token',
    ],
    error: 'tokenMissing',
  },
  'token.wellFormed': {
    paths: ['header Authorization'],
    message: 'A bearer token must contain only letters, digits and - . _ ~ + /, with = at its end.',
    fix: 'Send the token as it was issued, once, without quotes or spaces.',
    evidence: 'inferred',
    source: sources.bearerTokens,
    accepts: ['Bearer aA0-._~+/=='],
    rejects: ['Bearer two words', 'Bearer "quoted-access-token"', 'Bearer {token}'],
    error: 'tokenUnreadable',
  },
  'token.current': {
    paths: ['header Authorization'],
    message: 'A JSON Web Token must not be expired.',
    fix: 'Request a new token shortly before the old one expires.',
    evidence: 'observed',
    source: sources.tokenReports,
    accepts: [bearer({ exp: 4102444800, roles: [ownedBy] }), 'Bearer opaque-access-token'],
    rejects: [bearer({ exp: 1, roles: [ownedBy] })],
    error: 'tokenExpired',
  },
  'token.audience': {
    paths: ['header Authorization'],
    message: 'The audience of a JSON Web Token must be Microsoft Graph.',
    fix: 'Request the scope https://graph.microsoft.com/.default.',
    evidence: 'observed',
    source: sources.audienceReport,
    accepts: [
      bearer({ aud: 'https://graph.microsoft.com', roles: [ownedBy] }),
      bearer({ aud: 'https://graph.microsoft.us/', roles: [ownedBy] }),
      bearer({ aud: graphAppId, roles: [ownedBy] }),
    ],
    rejects: [bearer({ aud: 'https://management.azure.com', roles: [ownedBy] })],
    error: 'tokenForAnotherAudience',
  },
  'token.permission': {
    paths: ['header Authorization'],
    message: 'A JSON Web Token must have one of the permissions of the operation, in roles or in scp.',
    fix: `Grant ${ownedBy} to the app, with the consent of an administrator.`,
    evidence: 'documented',
    source: sources.permissionsReference,
    accepts: [
      bearer({ roles: [ownedBy] }),
      bearer({ roles: ['User.Read.All', 'ExternalConnection.ReadWrite.All'] }),
      bearer({ scp: 'User.Read ExternalConnection.ReadWrite.OwnedBy' }),
    ],
    rejects: [
      bearer({}),
      bearer({ roles: ['ExternalConnection.Read.All'] }),
      bearer({ scp: 'ExternalItem.ReadWrite.OwnedBy' }),
    ],
    error: openQuestions.missingPermission.chosen,
  },
  'contentType.present': {
    operations: writes,
    paths: ['header Content-Type'],
    message: 'The Content-Type header must be sent.',
    fix: 'Send "Content-Type: application/json".',
    evidence: 'documented',
    source: sources.createPage,
    accepts: ['application/json'],
    rejects: [undefined],
    error: 'contentTypeMissing',
  },
  'contentType.json': {
    operations: writes,
    paths: ['header Content-Type'],
    message: 'The content type must be application/json, with or without parameters.',
    fix: 'Send "Content-Type: application/json".',
    evidence: 'documented',
    source: sources.createPage,
    accepts: ['application/json', 'application/json; charset=utf-8', 'Application/JSON;odata.metadata=minimal'],
    rejects: ['text/plain', 'application/x-www-form-urlencoded', 'application/json5', 'text/application/json'],
    error: 'contentTypeNotJson',
  },
  'body.present': {
    operations: writes,
    paths: ['text'],
    message: 'The request must have a body.',
    fix: 'Send the connection, or the schema, as JSON.',
    evidence: 'observed',
    source: sources.emptyBodyReport,
    accepts: ['{"id":"contosohr","name":"Contoso HR"}'],
    rejects: ['', ' \r\n\t'],
    error: 'bodyEmpty',
  },
  'body.json': {
    operations: writes,
    paths: ['text'],
    message: 'The body must be well-formed JSON.',
    fix: 'Serialise the body with a JSON library, such as JSON.stringify.',
    evidence: 'observed',
    source: sources.unreadableReport,
    accepts: ['{"id":"contosohr","name":"Contoso \\u0048R"}', ' {"id":"contosohr","name":"Contoso HR"}\n'],
    rejects: ['{"id":"contosohr"', "{'id':'contosohr'}", '{"id":"contosohr",}', 'id=contosohr', '[object Object]'],
    error: 'bodyUnreadable',
  },
} as const satisfies Record<string, RuleRow>;
