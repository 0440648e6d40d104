import { fakeToken, type TokenClaims } from './headers.ts';
import { limits } from './limits.ts';
import { openQuestions, profilesWith } from './open-questions.ts';
import { operationsWhere, ownedBy } from './operations.ts';
import { ruleTable } from './rule.ts';
import { documented, inferred, observed, sources } from './sources.ts';
import { graphAppId } from './vocabulary.ts';

const bearer = (claims: TokenClaims) => `Bearer ${fakeToken(claims)}`;

/** The operations whose requests have a body. */
const writes = operationsWhere(({ requestBody }) => requestBody !== undefined);

/** What the gateway looks at before it reads the body. */
export const gatewayRules = ruleTable(() => ({
  'token.present': {
    ...documented(sources.createPage),
    paths: ['header Authorization'],
    message: 'The Authorization header must contain a bearer token.',
    fix: 'Send "Authorization: Bearer <access token>".',
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
    ...inferred(sources.bearerTokens),
    paths: ['header Authorization'],
    message: 'A bearer token must contain only letters, digits and - . _ ~ + /, with = at its end.',
    fix: 'Send the token as it was issued, once, without quotes or spaces.',
    accepts: ['Bearer aA0-._~+/=='],
    rejects: ['Bearer two words', 'Bearer "quoted-access-token"', 'Bearer {token}'],
    error: 'tokenUnreadable',
  },
  'token.defined': {
    ...inferred(sources.garbageTokenReport),
    paths: ['header Authorization'],
    message: 'A bearer token must not be the text of a missing value.',
    fix: 'Give the variable of the token a value, and await what returns it.',
    accepts: ['Bearer nullable'],
    rejects: ['Bearer null', 'Bearer None'],
    error: 'tokenUnreadable',
  },
  'token.current': {
    ...observed(sources.tokenReports),
    paths: ['header Authorization'],
    message: 'A JSON Web Token must not be expired.',
    fix: 'Request a new token shortly before the old one expires.',
    accepts: [bearer({ exp: 4102444800, roles: [ownedBy] }), 'Bearer opaque-access-token'],
    rejects: [bearer({ exp: 1, roles: [ownedBy] })],
    error: 'tokenExpired',
  },
  'token.audience': {
    ...observed(sources.audienceReport),
    paths: ['header Authorization'],
    message: 'The audience of a JSON Web Token must be Microsoft Graph.',
    fix: 'Request the scope https://graph.microsoft.com/.default.',
    accepts: [
      bearer({ aud: 'https://graph.microsoft.com', roles: [ownedBy] }),
      bearer({ aud: 'https://graph.microsoft.us/', roles: [ownedBy] }),
      bearer({ aud: graphAppId, roles: [ownedBy] }),
    ],
    rejects: [bearer({ aud: 'https://management.azure.com', roles: [ownedBy] })],
    error: 'tokenForAnotherAudience',
  },
  'token.permission': {
    ...documented(sources.permissionsReference),
    paths: ['header Authorization'],
    message: 'A JSON Web Token must have one of the permissions of the operation, in roles or in scp.',
    fix: `Grant ${ownedBy} to the app, with the consent of an administrator.`,
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
  'contentEncoding.known': {
    ...inferred(sources.goCompression),
    operations: writes,
    paths: ['header Content-Encoding'],
    message: 'The content encoding must be gzip or deflate, and only one of them.',
    fix: 'Compress the body once, with gzip, or send it as it is.',
    accepts: [undefined, 'identity'],
    rejects: ['br', 'gzip, gzip'],
    error: 'encodingUnsupported',
  },
  'contentEncoding.matches': {
    ...inferred(sources.goCompression),
    operations: writes,
    paths: ['header Content-Encoding'],
    message: 'The bytes of the body must be a whole stream of the content encoding, with nothing after it.',
    fix: 'Remove the header where the body is not compressed; a retry must compress the body again.',
    accepts: [undefined, 'identity'],
    rejects: ['gzip', 'deflate'],
    error: 'bodyUnreadable',
  },
  'contentType.present': {
    ...documented(sources.createPage),
    operations: writes,
    paths: ['header Content-Type'],
    message: 'The Content-Type header must be sent.',
    fix: 'Send "Content-Type: application/json".',
    accepts: ['application/json'],
    rejects: [undefined],
    error: 'contentTypeMissing',
  },
  'contentType.json': {
    ...documented(sources.createPage),
    operations: writes,
    paths: ['header Content-Type'],
    message: 'The content type must be application/json, with or without parameters.',
    fix: 'Send "Content-Type: application/json".',
    accepts: ['application/json', 'application/json; charset=utf-8', 'Application/JSON;odata.metadata=minimal'],
    rejects: ['text/plain', 'application/x-www-form-urlencoded', 'application/json5', 'text/application/json'],
    error: 'contentTypeNotJson',
  },
  'contentType.schema': {
    ...observed(sources.cliSchemaAdd),
    operations: ['updateSchema'],
    profiles: profilesWith(false, openQuestions.schemaAsForm),
    paths: ['header Content-Type'],
    message: 'The content type of a schema must be application/json.',
    fix: 'Send "Content-Type: application/json".',
    accepts: ['application/json'],
    rejects: ['application/x-www-form-urlencoded'],
    error: 'contentTypeNotJson',
  },
  'body.present': {
    ...observed(sources.emptyBodyReport),
    operations: writes,
    paths: ['text'],
    message: 'The request must have a body.',
    fix: 'Send the connection, or the schema, as JSON.',
    accepts: ['{"id":"contosohr","name":"Contoso HR"}'],
    rejects: ['', ' \r\n\t'],
    error: 'bodyEmpty',
  },
  'body.json': {
    ...observed(sources.unreadableReport),
    operations: writes,
    paths: ['text'],
    message: 'The body must be well-formed JSON.',
    fix: 'Serialise the body with a JSON library, such as JSON.stringify.',
    accepts: ['{"id":"contosohr","name":"Contoso \\u0048R"}', ' {"id":"contosohr","name":"Contoso HR"}\n'],
    rejects: ['{"id":"contosohr"', "{'id':'contosohr'}", '{"id":"contosohr",}', 'id=contosohr', '[object Object]'],
    error: 'bodyUnreadable',
  },
}));

const queryRule = (...options: readonly string[]) =>
  ({
    ...inferred(sources.odataUrls),
    paths: options.map((option) => `query ${option}`),
    error: 'queryInvalid',
  }) as const;

/** What the query of a list of connections may hold; what the kit does not know, it refuses instead of ignoring it. */
export const queryRules = ruleTable(() => ({
  'query.known': {
    ...queryRule('$orderby', '$search', '$expand', '$skip', '$format', 'page'),
    operations: ['listConnections', 'getConnection', 'getSchema', 'getOperation', 'getQuota', 'getItem', 'getGroup'],
    message:
      'A list must have only the options $select, $filter, $top, $count and $skiptoken; a single connection only $select; any other request none.',
    fix: 'Remove the option: Graph may support it, this kit does not.',
    accepts: [undefined],
    rejects: ['name', ''],
  },
  'query.select': {
    ...queryRule('$select'),
    operations: ['listConnections', 'getConnection'],
    message: '$select must be a list of properties of externalConnection, joined by commas.',
    fix: 'Name properties that the version has, such as "id,name".',
    accepts: ['id', 'id,name', 'id, state', '*'],
    rejects: ['', 'nickname', 'id,nickname', 'id,,name'],
  },
  'query.filter': {
    ...queryRule('$filter'),
    message: "$filter must be name eq '…' or id eq '…'.",
    fix: 'Double each quote in the value; filter by anything else yourself.',
    accepts: ["name eq 'Contoso HR'", "name eq 'O''Reilly HR'", "name eq ''", "id eq 'contosohr'"],
    rejects: ['', "state eq 'draft'", 'name eq Contoso', "startswith(name,'Contoso')", "name eq 'a' or name eq 'b'"],
  },
  'query.top': {
    ...queryRule('$top'),
    message: `$top must be a whole number from ${limits.pageSize.minimum} to ${limits.pageSize.maximum}.`,
    fix: `Request ${limits.pageSize.minimum} to ${limits.pageSize.maximum} connections, and follow @odata.nextLink for more.`,
    accepts: ['1', '999'],
    rejects: ['0', '-1', '1000', '1.5', 'ten', ''],
  },
  'query.count': {
    ...queryRule('$count'),
    message: '$count must be true or false.',
    fix: 'Write $count=true.',
    accepts: ['true', 'false'],
    rejects: ['yes', '1', ''],
  },
  'query.skiptoken': {
    ...queryRule('$skiptoken'),
    message: '$skiptoken must be one from an @odata.nextLink.',
    fix: 'Follow @odata.nextLink as it is.',
    accepts: ['after-0'],
    rejects: ['', '20', 'after-', 'after-x', 'x-after-1', 'after-1x'],
  },
}));
