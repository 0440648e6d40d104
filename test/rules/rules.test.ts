import { describe, expect, test } from 'vitest';
import { answers, openQuestions, rules } from '../../src/index.ts';
import { placesIn, placesWhere, type RuleId, ruleOf } from '../../src/rules/index.ts';

describe('the table of rules', () => {
  test('says where to look where a rule is asked for that it does not have', () => {
    expect(() => ruleOf('id.lenght' as RuleId)).toThrow(
      new TypeError('No rule has the id "id.lenght". The table "rules" lists them.'),
    );
  });

  test('names no rule twice', () => {
    const ids = rules.map(({ id }) => id);

    expect(new Set(ids).size).toBe(ids.length);
  });

  test.for(rules)('$id has sentences, a source, places, an answer, and samples both ways', (rule) => {
    expect(rule.id).toMatch(/^[a-zA-Z0-9]+\.[a-zA-Z0-9]+$/);
    expect(rule.says).toMatch(/^\S.*\.$/);
    expect(rule.fix).toMatch(/^\S.*\.$/);
    expect(rule.source).not.toBe('');
    expect(rule.at).not.toEqual([]);
    expect(rule.profiles).not.toEqual([]);
    expect(rule.versions).not.toEqual([]);
    expect(answers[rule.answer].status).toBeGreaterThanOrEqual(400);
    if (rule.judge !== 'tenant') {
      expect(rule.accepts.length).toBeGreaterThan(0);
      expect(rule.rejects.length).toBeGreaterThan(0);
    }
  });

  test('checks the JSON type of every place that the metadata declares', () => {
    const typed = new Set(
      rules.filter(({ id }) => /^json\.|\.object$|^itemIdResolver/.test(id)).flatMap(({ at }) => at),
    );

    expect(placesWhere(() => true).filter((place) => !typed.has(place))).toEqual([]);
  });

  test('checks the JSON type of every place in a schema that the metadata declares', () => {
    const typed = new Set(
      rules.filter(({ id }) => /^schema\.|\.object$|^baseType\.string$/.test(id)).flatMap(({ at }) => at),
    );

    expect(placesWhere(() => true, 'schema').filter((place) => !typed.has(place))).toEqual([]);
  });

  test('lists every place in a schema', () => {
    expect(placesWhere(() => true, 'schema')).toEqual([
      '/id',
      '/baseType',
      '/properties',
      '/properties/*',
      '/properties/*/aliases',
      '/properties/*/aliases/*',
      '/properties/*/description',
      '/properties/*/isExactMatchRequired',
      '/properties/*/isQueryable',
      '/properties/*/isRefinable',
      '/properties/*/isRetrievable',
      '/properties/*/isSearchable',
      '/properties/*/labels',
      '/properties/*/labels/*',
      '/properties/*/name',
      '/properties/*/rankingHint',
      '/properties/*/rankingHint/importanceScore',
      '/properties/*/type',
    ]);
  });

  test('leaves out on v1.0 the places that exist on beta only', () => {
    const at = ['/complianceSettings/eDiscoveryResultTemplates', '/properties/*/rankingHint/importanceScore', '/id'];

    expect(placesIn({ at, versions: ['beta', 'v1.0'] }, 'v1.0')).toEqual(['/id']);
    expect(placesIn({ at, versions: ['v1.0'] }, 'v1.0')).toEqual(at);
    expect(placesIn({ at, versions: ['beta', 'v1.0'] }, 'beta')).toEqual(at);
  });

  test('lists every nested place down to property rules and URL matching', () => {
    expect(placesWhere(() => true)).toEqual(
      expect.arrayContaining([
        '/activitySettings/urlToItemResolvers/*/urlMatchInfo/baseUrls/*',
        '/activitySettings/urlToItemResolvers/*/urlMatchInfo/urlPattern',
        '/searchSettings/searchResultTemplates/*/rules/*/valuesJoinedBy',
        '/searchSettings/searchResultTemplates/*/rules/*/values/*',
        '/complianceSettings/eDiscoveryResultTemplates/*/rules/*/operation',
        '/configuration/authorizedAppIds/*',
      ]),
    );
  });

  test('starts with the transport and ends with the tenant, as the service is taken to check', () => {
    const judges = rules.map(({ judge }) => judge);

    expect(judges.lastIndexOf('transport')).toBeLessThan(judges.indexOf('body'));
    expect(judges.lastIndexOf('body')).toBeLessThan(judges.indexOf('tenant'));
  });
});

describe('the open questions', () => {
  test('are the 22, each once', () => {
    const numbers = Object.values(openQuestions).map(({ number }) => number);

    expect(numbers).toEqual(Array.from({ length: 22 }, (_, index) => index + 1));
  });
});

describe('the table of answers', () => {
  test('gives each failure its status, code and sentence', () => {
    const rows = Object.entries(answers).map(
      ([name, { status, code, message }]) => `${name} ${status} ${code}: ${message}`,
    );

    expect(rows).toMatchInlineSnapshot(`
      [
        "tokenMissing 401 InvalidAuthenticationToken: Access token is empty.",
        "tokenUnreadable 401 InvalidAuthenticationToken: CompactToken parsing failed with error code: 80049217",
        "tokenExpired 401 InvalidAuthenticationToken: Lifetime validation failed, the token is expired.",
        "tokenForAnotherAudience 401 InvalidAuthenticationToken: Access token validation failure.",
        "accessDenied 403 AccessDenied: The caller doesn't have permission to perform the action.",
        "bodyEmpty 400 BadRequest: Empty Payload. JSON content expected.",
        "bodyUnreadable 400 BadRequest: Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
        "contentTypeNotJson 400 BadRequest: Entity only allows writes with a JSON Content-Type header.",
        "valueMismatch 400 BadRequest: Property {property} in payload has a value that does not match schema.",
        "malformed 400 InvalidRequest: The request is malformed or incorrect.",
        "deserialization 400 InvalidRequest: The request is malformed or incorrect.",
        "typeUnknown 400 InvalidRequest: The request is malformed or incorrect.",
        "nameAlreadyExists 409 NameAlreadyExists: The specified resource name already exists",
        "quotaLimitReached 403 QuotaLimitReached: The maximum number of connections is reached.",
        "itemNotFound 404 ItemNotFound: The resource could not be found.",
        "segmentUnknown 400 BadRequest: Resource not found for the segment '{property}'.",
        "queryInvalid 400 BadRequest: The query specified in the URI is not valid.",
        "schemaUnknown 404 UnknownError: ",
        "methodNotAllowed 405 Request_BadRequest: Specified HTTP method is not allowed for the request target.",
        "batchMalformed 400 BadRequest: Invalid batch payload format.",
        "dependencyFailed 424 FailedDependency: A request that this one depends on has failed.",
        "requestUnreadable 400 BadRequest: The request is malformed or incorrect.",
        "requestTimeout 408 RequestTimeout: The request took too long to arrive.",
        "bodyTooLarge 413 RequestEntityTooLarge: The request size exceeds the maximum limit.",
        "headersTooLarge 431 RequestHeaderFieldsTooLarge: The request headers exceed the maximum limit.",
        "throttled 429 TooManyRequests: Please retry again later.",
        "internalServerError 500 GeneralException: There was an internal server error while processing the request.",
        "notImplemented 501 NotImplemented: The requested feature isn't implemented.",
        "badGateway 502 UnknownError: 502 Bad Gateway",
        "serviceUnavailable 503 ServiceNotAvailable: The service is temporarily unavailable.",
        "gatewayTimeout 504 UnknownError: ",
      ]
    `);
  });
});
