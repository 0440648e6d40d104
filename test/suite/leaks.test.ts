import { createHash } from 'node:crypto';
import { write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import axios from 'axios';
import { expect, test, vi } from 'vitest';
import type { ClientInput, CreateConnection } from '../../src/suite/index.ts';
import { careful, post, requestOf, urlOf } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

/** A client that throws something of its own making for each failure. */
const throwing =
  (make: (input: ClientInput, status: number) => unknown): CreateConnection =>
  async (input) => {
    const { status } = await post(input);
    if (status !== 201) throw make(input, status);
  };

const inErrors: readonly (readonly [string, (input: ClientInput, status: number) => unknown])[] = [
  ['the message', ({ accessToken }, status) => new Error(`${status} for ${accessToken}`)],
  ['a part of it', ({ accessToken }, status) => new Error(`${status} for ${accessToken.slice(40, 160)}…`)],
  ['the cause', (input, status) => new Error(`${status}`, { cause: requestOf(input) })],
  [
    'a field',
    (input, status) => Object.assign(new Error(`${status}`), { headers: new Headers(requestOf(input).headers) }),
  ],
  ['the request', (input, status) => Object.assign(new Error(`${status}`), { request: requestOf(input) })],
  [
    'what toJSON shows',
    ({ accessToken }, status) => Object.assign(new Error(`${status}`), { toJSON: () => ({ accessToken }) }),
  ],
  ['base64', ({ accessToken }, status) => new Error(`${status} ${btoa(`user:${accessToken}`)}`)],
  ['one of several errors', ({ accessToken }, status) => new AggregateError([new Error(accessToken)], `${status}`)],
];

test.for(inErrors)('a client whose error has the token in %s has the finding leak.error', async ([, make]) => {
  expect(await kindsOf('error.500', throwing(make))).toEqual(['leak.error']);
});

test.for<[string, (error: Error) => unknown]>([
  ['is an error', (error) => error],
  ['has an error', (error) => ({ success: false, error })],
  ['is a pair with an error', (error) => [error, undefined]],
])('a client whose result %s with the token has the finding leak.error', async ([, make]) => {
  const client: CreateConnection = async (input) => {
    const { ok, status } = await post(input);
    return ok || make(new Error(`${status} for ${input.accessToken}`));
  };

  expect(await kindsOf('error.500', client)).toEqual(['leak.error']);
});

test.for<[string, (token: string) => string]>([
  ['base64 without padding', (token) => Buffer.from(`${token}=`).toString('base64url')],
  ['base64 after a prefix', (token) => `cache/${btoa(token)}`],
  ['base64 in lines', (token) => btoa(token).replaceAll(/.{76}/g, '$&\n')],
  ['hex', (token) => Buffer.from(`Bearer ${token}`).toString('hex')],
])('a client that prints the token in %s has the finding leak.print', async ([, encode]) => {
  const client: CreateConnection = async (input) => {
    console.log(`token: ${encode(input.accessToken)}`);
    await careful(input);
  };

  expect(await kindsOf('create.plain', client)).toEqual(['leak.print']);
});

test.for([
  ['bytes', JSON.stringify(Buffer.alloc(300_000, 'x'))],
  ['hex', 'ab'.repeat(300_000)],
  ['letters', 'x'.repeat(600_000)],
])('a client that prints a long text of %s passes', async ([, text]) => {
  const client: CreateConnection = async (input) => {
    console.log(text);
    await careful(input);
  };
  // The suite passes on what it has read.
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});

  const result = await run('create.plain', client).finally(() => log.mockRestore());

  expect(result).toMatchObject({ ended: 'resolved' });
});

test('a client that prints a digest of the token passes', async () => {
  const client: CreateConnection = async (input) => {
    console.log(createHash('sha512').update(input.accessToken).digest('hex'), createHash('sha512').digest('base64'));
    await careful(input);
  };

  await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved' });
});

test.for([
  ['console.log', (token: string) => console.log('using', { token })],
  ['console.debug', (token: string) => console.debug(`Bearer ${token}`)],
  ['process.stderr', (token: string) => process.stderr.write(`${token}\n`)],
  ['process.stdout', (token: string) => writeSync(1, JSON.stringify({ level: 30, token }), null, 'utf8')],
  ['process.stderr', (token: string) => promisify(write)(2, Buffer.from(`${token}\n`))],
] as const)('a client that prints the token by %s has the finding leak.print', async ([to, print]) => {
  const client: CreateConnection = async (input) => {
    await print(input.accessToken);
    await careful(input);
  };

  const { findings } = await errorOf('create.plain', client);

  expect(findings).toMatchObject([{ kind: 'leak.print', received: `${to} printed it` }]);
});

test('a client that waits until a stream has written the token has the finding leak.print alone', async () => {
  const client: CreateConnection = async (input) => {
    await new Promise((resolve) => process.stdout.write(`${input.accessToken}\n`, resolve));
    await careful(input);
  };

  expect(await kindsOf('create.plain', client)).toEqual(['leak.print']);
});

test('a client with the token in the URL has the finding leak.request', async () => {
  const client: CreateConnection = async (input) => {
    await fetch(`${urlOf(input)}?access_token=${input.accessToken}`, requestOf(input));
  };

  expect(await kindsOf('create.plain', client)).toEqual(['leak.request']);
});

test('a SituationError does not contain the token that an error of the client contains', async () => {
  const error = await errorOf(
    'permission.missing',
    throwing(({ accessToken }) => new Error(`No right: ${accessToken}`)),
  );

  expect(error.message).not.toMatch(/eyJ[\w-]{20}/);
});

test('what a library keeps on its error is advice, whichever library it is', async () => {
  const from = (file: string) =>
    throwing((input, status) => {
      const error = Object.assign(new Error(`${status}`), { response: { request: requestOf(input) } });
      error.stack = `Error: ${status}\n    at node:internal/streams:1:1\n    at ${file}:1:1\n    at /app/node_modules/a/b.js:1:1`;
      return error;
    });

  await expect(run('error.500', from('/app/node_modules/superagent/index.js'))).resolves.toMatchObject({
    advice: [expect.stringContaining('error.response.request.headers.Authorization')],
  });
  expect(await kindsOf('error.500', from('/app/src/client.js'))).toEqual(['leak.error']);
});

test('the header of a token is not a leak', async () => {
  const client = throwing(({ accessToken }, status) => new Error(`${status} for ${accessToken.split('.')[0]}`));

  await expect(run('error.500', client)).resolves.toMatchObject({ advice: [] });
});

const byAxios: CreateConnection = async (input) => {
  const { headers } = requestOf(input);
  await axios.post(urlOf(input), input.connection, { headers });
};

/** A client that asks by fetch and passes on what a library would throw: an error with all that it keeps on it. */
const passingOn =
  (errorOf: (response: Response, request: Request) => unknown): CreateConnection =>
  async (input) => {
    const request = new Request(urlOf(input), requestOf(input));
    const response = await fetch(request.clone());
    if (response.status !== 201) throw await errorOf(response, request);
  };

/** The settings of a request, as a library keeps them. */
const optionsOf = ({ method, headers }: Request) => ({ method, headers: Object.fromEntries(headers), retry: 0 });

/** What node:http keeps of the headers. */
const requestHead = ({ headers }: Request) => [...headers].map(([name, value]) => `${name}: ${value}`).join('\r\n');

/** Gives an error members that do not show when it is printed. */
const hidden = (error: Error, members: object): Error =>
  Object.defineProperties(
    error,
    Object.fromEntries(Object.entries(members).map(([name, value]) => [name, { get: () => value }])),
  );

class KyError extends Error {
  get isKyError(): boolean {
    return true;
  }
}

/** Without the status in their messages, so that it has to be found in what they carry. */
const byLibraries: readonly (readonly [string, CreateConnection])[] = [
  ['axios', byAxios],
  [
    'ky 1, which leaves the body unread',
    passingOn((response, request) => Object.assign(new Error(), { response, request, options: optionsOf(request) })),
  ],
  [
    'ky 2, which has read the body',
    passingOn(async (response, request) => {
      const data = await response.json();
      return Object.assign(new KyError(), { response, request, options: optionsOf(request), data });
    }),
  ],
  ['ky 2, when it gives up', passingOn(({ status }, request) => Object.assign(new KyError(`${status}`), { request }))],
  [
    'ofetch',
    passingOn(async (response, request) => {
      const data = await response.json();
      const { status } = response;
      const read = Object.assign(response, { _data: data });
      return hidden(new Error(), { request: request.url, options: optionsOf(request), response: read, data, status });
    }),
  ],
  [
    'got',
    passingOn(async (response, request) => {
      const incoming = { statusCode: response.status, body: await response.text() };
      const error = Object.assign(new Error(), { code: 'ERR_NON_2XX_3XX_RESPONSE', options: optionsOf(request) });
      return hidden(error, { request: { _header: requestHead(request) }, response: incoming });
    }),
  ],
];

test.for(byLibraries)(
  'a token that %s keeps on its errors is advice, and a finding with cleanErrors',
  async ([, client]) => {
    const { advice } = await run('error.500', client);

    expect(advice).toEqual([
      expect.stringMatching(
        /^The HTTP library keeps the access token on its error \(error\.(config|request|options)\./,
      ),
    ]);
    expect(await kindsOf('error.500', client, { cleanErrors: true })).toEqual(['leak.error']);
  },
);
