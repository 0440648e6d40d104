import { createRedactor } from '../../src/emulator/redact.ts';
import { checkCreateRequest } from '../../src/index.ts';
import { printable } from '../../src/schemas/index.ts';

/** One kind of hostile input: the same at every size, about that many characters long. */
export interface Kind {
  readonly name: string;
  /** A request for the emulator, or a function that reads the input in another way. */
  make(size: number): Request | (() => unknown);
}

const root = 'https://graph.microsoft.com/v1.0';
const connections = `${root}/external/connections`;
/** A secret that must be found nowhere. */
export const canary = 'CANARY4711secretTOKENofTheTenant';

interface Init {
  readonly url?: string;
  readonly method?: string;
  readonly token?: string;
  readonly type?: string;
  readonly body?: string;
}

function request({
  url = connections,
  method = 'POST',
  token = canary,
  type = 'application/json',
  body,
}: Init): Request {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': type };
  return new Request(url, { method, headers, ...(body !== undefined && { body }) });
}

/** The text again and again, up to a size; `#` becomes a number that counts. */
function repeat(text: string, size: number): string {
  return Array.from({ length: Math.ceil(size / (text.length + 4)) }, (_, index) =>
    text.replaceAll('#', String(index)),
  ).join('');
}

function list(item: string, size: number): string {
  return repeat(`${item},`, size).slice(0, -1);
}

const create = (property: string) => `{"id":"contosohr","name":"Contoso HR",${property}}`;
const query = (name: string, text: string): Kind => ({
  name,
  make: (size) => request({ method: 'GET', url: `${connections}?${repeat(text, size)}` }),
});
const body = (name: string, make: (size: number) => string): Kind => ({
  name,
  make: (size) => request({ body: make(size) }),
});
const part = (name: string, make: (size: number) => object): Kind => ({
  name,
  make: (size) => request({ url: `${root}/$batch`, body: JSON.stringify(parts(1, () => make(size))) }),
});
const text = (name: string, make: (size: number) => string, read: (text: string) => unknown): Kind => ({
  name,
  make(size) {
    const input = make(size);
    return () => read(input);
  },
});

function parts(count: number, make: (index: number) => object): object {
  const requests = Array.from({ length: count }, (_, index) => ({
    ...{ id: String(index), method: 'GET', url: '/external/connections' },
    ...make(index),
  }));
  return { requests };
}

const card = (layout: string) =>
  create(`"searchSettings":{"searchResultTemplates":[{"id":"a","priority":1,"layout":${layout}}]}`);

const withoutSecrets = (message: string) => createRedactor().value(message);

/** Every kind of input that once took more than linear time, and their relatives. */
export const kinds: readonly Kind[] = [
  query('query: one name again and again', 'a&'),
  query('query: many names', 'a#&'),
  query('query: $select again and again', '$select=id&'),
  query('query: access_token again and again', 'access_token=abcdefgh#&'),
  query('query: percent signs', '%25'),
  {
    name: 'path: slashes',
    make: (size) => request({ method: 'GET', url: `${root}${'/'.repeat(size)}external/connections` }),
  },
  { name: 'path: segments', make: (size) => request({ method: 'GET', url: `${connections}${'/a'.repeat(size / 2)}` }) },
  {
    name: 'path: a key that does not end',
    make: (size) => request({ method: 'GET', url: `${connections}('${"''".repeat(size / 2)}` }),
  },
  { name: 'token: dots', make: (size) => request({ token: '.'.repeat(size) }) },
  { name: 'token: parts', make: (size) => request({ token: 'abcdefgh.'.repeat(size / 9) }) },
  {
    name: 'token: one letter',
    make: (size) => request({ token: 'a'.repeat(size), body: create(`"description":"${'a'.repeat(size)}"`) }),
  },
  {
    name: 'token: JSON Web Token of great size',
    make: (size) => request({ token: `e30.${btoa(JSON.stringify({ a: 'x'.repeat(size / 2) }))}.abcdefgh` }),
  },
  part('batch part: query', (size) => ({ url: `/external/connections?${repeat('a&', size)}` })),
  part('batch part: query of many names', (size) => ({ url: `/external/connections?${repeat('a#&', size)}` })),
  part('batch part: token of dots', (size) => ({ headers: { Authorization: `Bearer ${'.'.repeat(size)}` } })),
  part('batch part: URL of slashes', (size) => ({ url: '/'.repeat(size) })),
  part('batch part: dependsOn', (size) => ({ dependsOn: Array.from({ length: size / 8 }, (_, index) => `x${index}`) })),
  part('batch part: headers', (size) => ({
    headers: Object.fromEntries(Array.from({ length: size / 16 }, (_, index) => [`x-h${index}`, 'v'])),
  })),
  {
    name: 'batch: 20 parts with many query names',
    make: (size) =>
      request({
        url: `${root}/$batch`,
        body: JSON.stringify(parts(20, () => ({ url: `/external/connections?${repeat('a#&', size / 20)}` }))),
      }),
  },
  {
    name: 'body: cookies, not JSON type',
    make: (size) => request({ type: 'text/plain', body: `[${list('{"cookie":"aaaaaaaa#"}', size)}]` }),
  },
  body(
    'body: one cookie of many words',
    (size) => `{"cookie":"${repeat('word# ', size / 2)}","x":[${list('"text#"', size / 2)}]}`,
  ),
  body('body: unknown properties', (size) => create(list('"x#":1', size))),
  body('body: unknown properties that look like known ones', (size) => create(list('"nama#":1', size))),
  body('body: one string', (size) => create(`"description":"${'x'.repeat(size)}"`)),
  body('body: arrays', (size) => '['.repeat(size)),
  body('body: app ids', (size) => create(`"configuration":{"authorizedAppIds":[${list('"id#"', size)}]}`)),
  body('body: app ids that are none', (size) => create(`"configuration":{"authorizedAppIds":[${list('1', size)}]}`)),
  body('body: escapes', (size) => create(`"description":"${'\\u001b'.repeat(size / 6)}"`)),
  body('body: percent signs', (size) => create(`"description":"${'%2525'.repeat(size / 5)}"`)),
  body('body: backslashes, not JSON', (size) => '\\'.repeat(size)),
  body('body: eyJ-', (size) => create(`"description":"${'eyJ-'.repeat(size / 4)}"`)),
  body('body: Bearer', (size) => create(`"description":"${'Bearer '.repeat(size / 7)}"`)),
  body('body: spaces after a secret name', (size) => `"client_secret"${' '.repeat(size)}`),
  body('body: secret names, not JSON', (size) => '"client_secret":"'.repeat(size / 17)),
  body('body: base64 of base64', (size) => create(`"description":"${btoa(btoa('A text. '.repeat(size / 16)))}"`)),
  body('body: words in base64', (size) => create(`"description":"${'WnE3S3g5V20zVGZM '.repeat(size / 17)}"`)),
  body('body: hex', (size) => create(`"description":"${'5a71374b78'.repeat(size / 10)}"`)),
  body('body: UTF-16', (size) => 'a\0'.repeat(size / 2)),
  body('body: character references', (size) => '&amp;#38;'.repeat(size / 9)),
  body('body: secret elements that do not end', (size) => '<password '.repeat(size / 10)),
  body('body: secret parts that do not begin', (size) => 'name="password" '.repeat(size / 16)),
  body('body: secret quotes that do not end', (size) => `password='`.repeat(size / 10)),
  body('body: lines of headers', (size) => 'x-api-key: abc\n'.repeat(size / 15)),
  body('body: private keys', (size) => '-----BEGIN PRIVATE KEY-----'.repeat(size / 27)),
  body('body: the start of the token', (size) =>
    create(`"description":"${canary.slice(0, -1).repeat(size / canary.length)}"`),
  ),
  body('body: an adaptive card of many elements', (size) =>
    card(`{"type":"AdaptiveCard","version":"1.3","body":[${list('{"type":"TextBlock","text":"a"}', size)}]}`),
  ),
  body('body: rules of URLs', (size) =>
    create(
      `"activitySettings":{"urlToItemResolvers":[${list('{"@odata.type":"#microsoft.graph.externalConnectors.itemIdResolver","priority":#,"itemId":"{a}","urlMatchInfo":{"baseUrls":["https://a.example"],"urlPattern":"/(?<a>x)"}}', size)}]}`,
    ),
  ),
  text(
    'check: unknown properties',
    (size) => create(list('"x#":1', size)),
    (json) => checkCreateRequest(JSON.parse(json)),
  ),
  text('a message: eyJ-', (size) => 'eyJ-'.repeat(size / 4), withoutSecrets),
  text('a message: Bearer', (size) => `Bearer${' '.repeat(size)}`, withoutSecrets),
  text(
    'printable: ESC',
    (size) => '\u001b'.repeat(size),
    (value) => printable(value, Number.POSITIVE_INFINITY),
  ),
];
