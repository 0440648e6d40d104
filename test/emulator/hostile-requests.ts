import * as fc from 'fast-check';
import { fakeToken, type TokenClaims } from '../../src/rules/index.ts';

/** A request as it may come: nothing in it is checked, but what the class Request itself refuses. */
export interface HostileRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const bytes = (...values: number[]) => Uint8Array.from(values);
const utf16 = (text: string) => bytes(...[...text].flatMap((character) => [character.charCodeAt(0), 0]));

/** Keys and texts that have broken programs before. */
const words = fc.constantFrom(
  ...['__proto__', 'constructor', 'hasOwnProperty', 'toJSON', 'length', '', ' ', '\u0000', '$&', '@odata.type'],
  ...['id', 'name', 'state', 'configuration', 'ünïcode', '\ud800', '🙂', 'a'.repeat(999), 'null', '-0', "';--", '%'],
);

/** JSON texts of any value, some of which no JSON.stringify would write. */
const jsonTexts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('null', 'true', '-0', '1e999', '-1e999', '123456789012345678901234567890') },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '[]',
      '{}',
      '0.1',
      '{"__proto__":{"id":"polluted"}}',
      '{"toString":1}',
      '[null,7,{"a":[]}]',
    ),
  },
  { weight: 4, arbitrary: words.map((word) => JSON.stringify(word)) },
  { weight: 4, arbitrary: fc.tuple(words, words).map(([key, value]) => JSON.stringify({ [key]: value })) },
  { weight: 1, arbitrary: fc.constantFrom(nested(90), nested(101), nested(20_000)) },
);

const ids = fc.constantFrom('contosohr', 'CONTOSOHR', 'crm', 'parts', 'x', 'Teams', 'contoso-hr', '__proto__');
const members = fc.constantFrom(
  ...['id', 'name', 'description', 'connectorId', 'state', 'ingestedItemsCount', 'configuration', 'searchSettings'],
  ...['activitySettings', 'complianceSettings', 'contentCategory', 'enabledContentExperiences', '@odata.type'],
  ...['baseType', 'properties', '__proto__', 'requests'],
);

const schema = '"baseType":"microsoft.graph.externalItem","properties":[{"name":"a","type":"string"}]';
/** Bodies that are in order, then bodies of which one member is anything. */
const goodBodies = fc.oneof(
  ids.map((id) => `{"id":"${id}","name":"HR"}`),
  fc.constantFrom('{"name":"HR"}', '{}', `{${schema}}`),
);
const spoiltBodies = fc
  .tuple(goodBodies, members, jsonTexts)
  .map(([good, member, value]) => good.replace(/}$/, `${good === '{}' ? '' : ','}"${member}":${value}}`));

/** Paths below the version. */
const properties = fc.constantFrom(
  'schema',
  'schema',
  'operations/1',
  'quota',
  'items/1',
  'groups',
  '$count',
  '..',
  '',
  '%2F',
);
const paths = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('external/connections', '$batch', 'external/connections/') },
  { weight: 5, arbitrary: ids.map((id) => `external/connections/${id}`) },
  { weight: 5, arbitrary: fc.tuple(ids, properties).map(([id, name]) => `external/connections/${id}/${name}`) },
  { weight: 2, arbitrary: ids.map((id) => `external/connections('${id}')/schema`) },
  { weight: 1, arbitrary: fc.tuple(words, words).map(([one, two]) => `external/connections/${one}/${two}`) },
  { weight: 1, arbitrary: words.map((word) => `external/connections${word}`) },
  { weight: 1, arbitrary: words },
);

const options = fc.constantFrom('$select', '$filter', '$top', '$count', '$skiptoken', '$expand', 'access_token');
const optionValues = fc.oneof(
  words,
  fc.constantFrom('1', '1e3', 'id,name', "name eq 'HR'", "name eq '", 'true', 'after-1', 'after-999999999999999'),
);
const queries = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 4, arbitrary: fc.tuple(options, optionValues).map(([name, value]) => `?${name}=${value}`) },
  { weight: 1, arbitrary: words.map((word) => `?${word}&&==#${word}`) },
);

const parts = fc.record({
  id: fc.constantFrom('1', '2', 3, null, '__proto__'),
  method: fc.constantFrom('GET', 'POST', 'PATCH', 'delete', '__proto__', '', 7),
  url: fc.oneof(
    fc.tuple(paths, queries).map(([path, query]) => `/${path}${query}`),
    fc.constantFrom('//', '\\', 7),
  ),
  headers: fc.constantFrom({ 'Content-Type': 'application/json' }, {}, null, [], { 'no name': '' }, { a: 'ü🙂' }),
  body: goodBodies.map((body) => JSON.parse(body)),
  dependsOn: fc.constantFrom([], ['1'], ['2'], [7], [{ toString: 1 }], 'x'),
});
const batches = fc.array(parts, { maxLength: 22, size: 'small' }).map((requests) => JSON.stringify({ requests }));
const partUrls = fc.constantFrom('/$batch', '/external/connections');
const innerBatches = fc
  .tuple(partUrls, jsonTexts)
  .map(([url, value]) => `{"requests":[{"id":"1","method":"POST","url":"${url}","body":${value}}]}`);

const bodies = fc.oneof(
  { weight: 6, arbitrary: goodBodies },
  { weight: 6, arbitrary: spoiltBodies },
  { weight: 3, arbitrary: batches },
  { weight: 1, arbitrary: innerBatches },
  { weight: 2, arbitrary: jsonTexts },
  { weight: 1, arbitrary: words },
  { weight: 1, arbitrary: spoiltBodies.map((body) => body.slice(0, -1)) },
  { weight: 1, arbitrary: goodBodies.map((body) => `\ufeff${body}`) },
  { weight: 1, arbitrary: goodBodies.map(utf16) },
  { weight: 1, arbitrary: fc.constantFrom(bytes(0xff, 0xfe, 0x00), bytes(0xc3, 0x28), bytes(0x7b, 0x22, 0xed, 0xa0)) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);

const claims = fc.constantFrom<object>(
  {},
  { aud: { toString: 1 }, exp: '1', roles: {}, scp: [] },
  { appid: '__proto__', roles: ['ExternalConnection.ReadWrite.OwnedBy'] },
  { azp: {}, exp: -1, roles: [null] },
  { roles: ['ExternalConnection.ReadWrite.All'] },
);
const tokens = fc.oneof(
  { weight: 20, arbitrary: fc.constant('Bearer opaque-access-token') },
  // A token may say anything: that the claims are none of ours is the point.
  { weight: 3, arbitrary: claims.map((said) => `Bearer ${fakeToken(said as TokenClaims)}`) },
  { weight: 1, arbitrary: fc.constantFrom('', 'Bearer', 'Bearer a.b.c', 'Bearer ..', 'Basic x', 'Bearer e30.bnVsbA.') },
);
const contentTypes = fc.oneof(
  { weight: 9, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('application/json; charset=utf-16', 'text/plain', '') },
);
const otherHeaders = fc.constantFrom<readonly [string, string]>(
  ['Accept', 'application/json;odata.metadata=full;IEEE754Compatible=true'],
  ['Accept', 'odata.metadata=none, text/html;q=0.1'],
  ['Prefer', 'respond-async, include-unknown-enum-members'],
  ['client-request-id', '\u00ff"\\'],
  ['GraphConnectors-Ticket', '__proto__'],
  ['__proto__', 'x'],
  ['Content-Encoding', 'gzip'],
  ['If-Match', '*'],
);

const path = (end = '') => ids.map((id) => `external/connections/${id}${end}`);
const collection = fc.constant('external/connections');
const none = fc.constant('');
/** Method, path, query and body that belong together, and those that do not. */
const calls = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('POST'), collection, none, bodies) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('PATCH'), path(), none, bodies) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('PATCH'), path('/schema'), none, bodies) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('POST'), fc.constant('$batch'), none, fc.oneof(batches, innerBatches)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('GET'), fc.oneof(collection, path()), queries, none) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('GET', 'DELETE'), paths, none, none) },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'HEAD', 'toString', '__proto__', 'M-X'),
      paths,
      queries,
      bodies,
    ),
  },
);
const roots = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('https://graph.microsoft.com/beta/', 'http://[::1]:3000/v1.0/') },
  { weight: 1, arbitrary: fc.constantFrom('https://graph.microsoft.com/v2.0/', 'https://example.com//v1.0/') },
);

/** Requests of every kind that a client in distress may send. */
export const hostileRequests: fc.Arbitrary<HostileRequest> = fc
  .tuple(calls, roots, tokens, contentTypes, otherHeaders)
  .map(([[method, path, query, body], root, token, contentType, header]) => ({
    method,
    url: `${root}${path}${query}`,
    headers: [['Authorization', token], ['Content-Type', contentType], header],
    body: method === 'GET' || method === 'HEAD' ? undefined : body,
  }));
