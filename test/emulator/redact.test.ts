import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, explainExchange } from '../../src/emulator/index.ts';
import { createRedactor } from '../../src/emulator/redact.ts';
import { createRequest, requestTo } from './requests.ts';

const canary = 'Canary+4711/of-the_tenant.x9';

/** Whatever the emulator shows of what it was sent. */
function shownBy(graph: Emulator): string {
  return JSON.stringify([graph.exchanges, graph.exchanges.map(explainExchange), graph.connections]);
}

/** The canary's letters, in whatever way the characters between them are written. */
const leak = /Canary.{1,9}4711|4711.{1,9}of-the|%43anary/i;

describe('a header that carries a credential', () => {
  test.for([
    ...['x-api-key', 'api-key', 'x-ms-authorization-auxiliary', 'x-auth-token', 'x-access-token', 'set-cookie'],
    ...['ocp-apim-subscription-key', 'x-functions-key', 'x-ms-client-secret', 'x-authorization', 'x-token'],
    ...['x-forwarded-authorization', 'proxy-authorization', 'GraphConnectors-Ticket', 'Cookie', 'x-amz-security-token'],
  ])('%s is recorded without it, and so is the body', async (name) => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ description: `see ${canary}` }, { headers: { [name]: canary } }));

    expect(graph.exchanges[0]?.request.headers[name.toLowerCase()]).toBe('[redacted]');
    expect(graph.exchanges[0]?.request.body).toMatchObject({ description: 'see [redacted]' });
    expect(shownBy(graph)).not.toMatch(leak);
  });

  test.for([
    `Bearer${canary}`,
    `Bearer "${canary}"`,
    `Bearer Bearer ${canary}`,
    `Bearer ${canary}, Bearer other`,
    `SharedAccessSignature sr=x&sig=${canary}&se=1`,
    `Token token="${canary}"`,
    `Basic ${btoa(`contoso:${canary}`)}`,
    `Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.${canary}`,
  ])('Authorization: %s hides the copy in the body', async (authorization) => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ description: `see ${canary}!` }, { headers: { Authorization: authorization } }));

    expect(shownBy(graph)).not.toMatch(leak);
  });
});

test.for(['assertion', 'client_assertion', 'device_code'])(
  'a form hides %s, and its copy in the name of a header',
  async (name) => {
    const graph = createEmulator();
    const secret = 'canary_4711_of-the_tenant';
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', [`x-${secret}`]: '1' };

    await graph.fetch(requestTo('', { method: 'POST', body: `${name}=${secret}&scope=x`, headers }));

    expect(shownBy(graph)).toContain('scope=x');
    expect(shownBy(graph)).not.toMatch(leak);
  },
);

describe('a copy of the token', () => {
  const headers = { Authorization: `Bearer ${canary}` };
  const once = encodeURIComponent(canary);

  test.for([
    ['percent-encoded', once],
    ['with lower-case escapes', once.toLowerCase().replace('canary', 'Canary')],
    ['double-encoded', encodeURIComponent(once)],
    ['with letters encoded', canary.replace('C', '%43')],
    ['cut', canary.repeat(3).slice(0, -5)],
  ] as const)('%s in a URL is redacted', async ([, copy]) => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(requestTo(`?x=${copy}`, { headers: { Authorization: `Bearer ${canary.repeat(3)} ${canary}` } }));

    expect(shownBy(graph)).not.toMatch(leak);
  });

  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const base64url = (text: string) => Buffer.from(text).toString('base64url');
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const each = (text: string, write: (code: number) => string) =>
    Array.from(text, (letter) => write(letter.charCodeAt(0))).join('');

  test.for([
    ['base64', base64(canary)],
    ['base64 after one character', base64(`x${canary}`)],
    ['base64 after two characters', base64(`xy${canary}`)],
    ['base64url', base64url(canary)],
    ['base64 of the header', base64(`Bearer ${canary}`)],
    ['base64 of a query', base64(`a=${encodeURIComponent(canary)}`)],
    ['base64 of UTF-16', Buffer.from(canary, 'utf16le').toString('base64')],
    ['base64 twice', base64(base64(canary))],
    ['base64 in a path', `/items/${base64url(canary)}`],
    ['hex', hex(canary)],
    ['hex in upper case', `0x${hex(canary).toUpperCase()}`],
    ['UTF-16 read as UTF-8', each(canary, (code) => `${String.fromCharCode(code)}\0`)],
    ['JSON escapes', each(canary, (code) => `\\u00${code.toString(16)}`)],
    ['JavaScript escapes', each(canary, (code) => `\\x${code.toString(16)}`)],
    ['character references', each(canary, (code) => `&#${code};`)],
    ['hexadecimal character references', each(canary, (code) => `&#x${code.toString(16)};`)],
    [
      'percent-encoded three times',
      encodeURIComponent(encodeURIComponent(each(canary, (code) => `%${code.toString(16)}`))),
    ],
    ['JSON in JSON in JSON', JSON.stringify(JSON.stringify(JSON.stringify(canary.replaceAll('/', '\\/'))))],
    ['without its first character', canary.slice(1)],
  ] as const)('as %s is redacted, and what stands beside it stays', async ([, copy]) => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ description: `see ${copy} now` }, { headers }));
    await graph.fetch(requestTo('', { method: 'POST', headers, body: `see ${copy} now` }));

    const left = expect.stringMatching(/^see (?:\\*"|\/items\/|0x)*[\w=]{0,10}\[redacted\](?:9PQ)?[\\"=\0]* now$/);
    expect(graph.exchanges[0]?.request.body).toMatchObject({ description: left });
    expect(graph.exchanges[1]?.request.body).toEqual(left);
  });

  test('of a password in UTF-8 is redacted, as text and in base64', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const password = 'Öffne/dich+Sesam';
    const authorization = `Basic ${base64(`contoso:${password}`)}`;

    await graph.fetch(
      createRequest({ description: `${password} ${base64(password)}` }, { headers: { authorization } }),
    );

    expect(graph.exchanges[0]?.request.body).toMatchObject({ description: '[redacted] [redacted]=' });
  });

  test('with + read as a space is redacted in the violation', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(requestTo(`?x=${canary}`, { headers }));

    expect(graph.exchanges[0]?.violations).toMatchObject([{ path: 'query x', value: '[redacted]' }]);
    expect(shownBy(graph)).not.toMatch(leak);
  });

  test('in JSON escapes within a body that is not JSON is redacted', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const body = `{"description":"${canary.replaceAll('/', '\\/').replace('C', '\\u0043')}"`;

    await graph.fetch(requestTo('', { method: 'POST', headers, body }));

    expect(graph.exchanges[0]?.request.body).toBe('{"description":"[redacted]"');
  });

  test('is redacted before a text is cut', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ id: `${'x'.repeat(50)}${canary}` }, { headers }));

    expect(shownBy(graph)).not.toMatch(/Canary|4711/);
  });

  test('is redacted in a stored connection', async () => {
    const graph = createEmulator({ profile: 'documented', onAdvisory: () => {} });

    await graph.fetch(createRequest({ name: `HR ${canary}` }, { headers }));

    expect(graph.connections).toMatchObject([{ id: 'contosohr', name: 'HR [redacted]' }]);
  });
});

describe('a secret that no header holds', () => {
  test.for(['access_token', 'client_secret', 'client_assertion', 'code', 'refresh_token', 'id_token', 'token', 'sig'])(
    '%s in a query or a form is redacted',
    async (name) => {
      const graph = createEmulator({ profile: 'documented' });
      const body = `grant_type=x&${name}=${canary}&client_id=contoso`;

      await graph.fetch(requestTo(`?${name}=${canary}`));
      await graph.fetch(requestTo(`?next=${encodeURIComponent(`https://x.example/?${name}=${canary}`)}`));
      await graph.fetch(requestTo('', { method: 'POST', body }));

      expect(shownBy(graph)).not.toMatch(leak);
      expect(graph.exchanges[2]?.request.body).toBe(`grant_type=x&${name}=[redacted]&client_id=contoso`);
    },
  );

  test.for([
    ['a pair of name and value', { name: 'x-api-key', value: canary }, { name: 'x-api-key', value: '[redacted]' }],
    ['JSON in quotes that are escaped', `{"password":"a \\" ${canary}",`, '{"password":"[redacted]",'],
    ['JavaScript', `{clientSecret: '${canary}'}`, "{clientSecret: '[redacted]'}"],
    ['a header', `GET /\nX-Api-Key: ${canary}\nHost: x`, 'GET /\nX-Api-Key: [redacted]\nHost: x'],
    ['a header with a scheme', `Authorization: Basic ${canary}`, 'Authorization: Basic [redacted]'],
    ['a command', `curl -H 'Cookie: a=${canary}; b' x`, "curl -H 'Cookie: [redacted]' x"],
    ['Basic', `Basic ${btoa(`contoso:${canary}`)} x`, 'Basic [redacted] x'],
    ['INI', `client_secret = ${canary}\nx = 1`, 'client_secret = [redacted]\nx = 1'],
    ['a form with brackets', `user[password]=${canary}&x=1`, 'user[password]=[redacted]&x=1'],
    ['PKCE', `code_verifier=${canary}&x=1`, 'code_verifier=[redacted]&x=1'],
    ['SAML', `SAMLResponse=${btoa(canary)}&x=1`, 'SAMLResponse=[redacted]&x=1'],
    [
      'a part of a form',
      `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${canary}\r\n--b--`,
      '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n[redacted]\r\n--b--',
    ],
    ['an element', `<w:Password Type="x">${canary}</w:Password>`, '<w:Password Type="x">[redacted]</w:Password>'],
    ['an attribute', `<a password='${canary}' b=''>`, "<a password='[redacted]' b=''>"],
    ['an escaped element', `&lt;password&gt;${canary}&lt;/`, '&lt;password&gt;[redacted]&lt;/'],
    [
      'a private key',
      `-----BEGIN RSA PRIVATE KEY-----\n${btoa(canary)}\n-----END`,
      '-----BEGIN RSA PRIVATE KEY-----[redacted]-----END',
    ],
    ['a URL', `https://contoso:${btoa(canary)}@x/`, 'https://contoso:[redacted]@x/'],
    ['base64 of a form', btoa(`{"client_secret":"${canary}"}`), 'eyJjbGllbnRfc2VjcmV0Ijoi[redacted]J9'],
    ['UTF-16', 'p=1&sig=secret'.split('').join('\0'), `${'p=1&sig='.split('').join('\0')}\0[redacted]`],
  ] as const)('in %s is redacted', ([, from, to]) => {
    expect(createRedactor().value<unknown>(from)).toEqual(to);
  });

  test('a JSON Web Token in a description is redacted', async () => {
    const graph = createEmulator({ profile: 'documented' });

    await graph.fetch(createRequest({ description: `(eyJhbGciOiJub25lIn0.eyJhIjoxfQ.${canary})` }));

    expect(graph.exchanges[0]?.request.body).toMatchObject({ description: '([redacted]+4711/of-the_tenant.x9)' });
  });

  test('a property authorization is redacted in an array, and below 100 levels', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const deep = `${'['.repeat(120)}{"authorization":"Bearer ${canary}"}${']'.repeat(120)}`;

    await graph.fetch(createRequest({ authorization: [`Bearer ${canary}`], description: canary }));
    await graph.fetch(requestTo('', { method: 'POST', body: deep }));

    expect(shownBy(graph)).not.toMatch(leak);
  });

  test('the longer of two secrets is redacted whole where one begins with the other', () => {
    const redactor = createRedactor('firstsecret', 'firstsecretrestofthesecret99');

    expect(redactor.value('a firstsecretrestofthesecret99 b firstsecret c')).toBe('a [redacted] b [redacted] c');
  });
});

describe('what is not a secret', () => {
  test.for([
    'Bearer authentication is required. Basic search settings.',
    '?$skiptoken=after-3&$top=1',
    '{"error":{"code":"InvalidRequest","message":"Bad"}}',
    'ticketTitle, tokenCount, 100 % C:\\new',
    'Basic HR-knowledge/base, and the password: a property of people',
    btoa('A description of the connection, in base64, as an export writes it.'),
    '39449828-2cd7-4d18-b161-29313573a786 da39a3ee5e6b4b0d3255bfef95601890afd80709',
    '{"properties":[{"name":"password","type":"String","labels":["title"]}]}',
    'curl -X DELETE -H "Authorization: Bearer $GRAPH_TOKEN" https://graph.microsoft.com/v1.0/external/connections/hr',
    '<a href="https://contoso.example:443/a?b=1">HR &amp; payroll</a>',
  ])('%s stays', (text) => {
    expect(createRedactor('Bearer opaque-access-token').value(text)).toBe(text);
  });

  test('a value without a secret is returned as it is', () => {
    const value = { id: 'contosohr', list: [{ name: 'HR' }, 1, null] };

    expect(createRedactor('Bearer opaque-access-token').value(value)).toBe(value);
  });
});

test('a request with more secrets than any needs is recorded without any text', async () => {
  const graph = createEmulator({ profile: 'documented' });
  const cookies = Array.from({ length: 20_000 }, (_, index) => ({ cookie: `aaaaaaaa${index}` }));

  await graph.fetch(requestTo('', { method: 'POST', body: cookies }));

  expect(JSON.stringify(graph.exchanges)).not.toContain('aaaaaaaa');
});
