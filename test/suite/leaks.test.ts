import axios from 'axios';
import { expect, test } from 'vitest';
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
  ['its message', ({ accessToken }, status) => new Error(`${status} for ${accessToken}`)],
  ['a part of it', ({ accessToken }, status) => new Error(`${status} for ${accessToken.slice(40, 160)}…`)],
  ['its cause', (input, status) => new Error(`${status}`, { cause: requestOf(input) })],
  [
    'a field',
    (input, status) => Object.assign(new Error(`${status}`), { headers: new Headers(requestOf(input).headers) }),
  ],
  [
    'what toJSON shows',
    ({ accessToken }, status) => Object.assign(new Error(`${status}`), { toJSON: () => ({ accessToken }) }),
  ],
  ['base64', ({ accessToken }, status) => new Error(`${status} ${btoa(`user:${accessToken}`)}`)],
  ['one of several errors', ({ accessToken }, status) => new AggregateError([new Error(accessToken)], `${status}`)],
];

test.for(inErrors)('a client with the token in %s is told so', async ([, make]) => {
  expect(await kindsOf('error.500', throwing(make))).toEqual(['leak.error']);
});

test.for([
  ['console.log', (token: string) => console.log('using', { token })],
  ['console.debug', (token: string) => console.debug(`Bearer ${token}`)],
  ['process.stderr', (token: string) => process.stderr.write(`${token}\n`)],
] as const)('a client that prints the token by %s is told so, and the token is not shown', async ([to, print]) => {
  const client: CreateConnection = async (input) => {
    print(input.accessToken);
    await careful(input);
  };

  const { findings } = await errorOf('create.plain', client);

  expect(findings).toMatchObject([{ kind: 'leak.print', seen: `${to} printed it` }]);
});

test('a client with the token in the URL is told so', async () => {
  const client: CreateConnection = async (input) => {
    await fetch(`${urlOf(input)}?access_token=${input.accessToken}`, requestOf(input));
  };

  expect(await kindsOf('create.plain', client)).toEqual(['leak.request']);
});

test('the token that an error quotes is not repeated', async () => {
  const error = await errorOf(
    'permission.missing',
    throwing(({ accessToken }) => new Error(`No right: ${accessToken}`)),
  );

  expect(error.message).not.toMatch(/eyJ[\w-]{20}/);
});

test('the header of a token is no secret', async () => {
  const client = throwing(({ accessToken }, status) => new Error(`${status} for ${accessToken.split('.')[0]}`));

  await expect(run('error.500', client)).resolves.toMatchObject({ advice: [] });
});

const byAxios: CreateConnection = async (input) => {
  const { headers } = requestOf(input);
  await axios.post(urlOf(input), input.connection, { headers });
};

test('what axios keeps on its errors is advice, unless clean errors are promised', async () => {
  const { advice } = await run('error.500', byAxios);

  expect(advice).toEqual([expect.stringContaining('axios puts the access token into its errors')]);
  expect(await kindsOf('error.500', byAxios, { cleanErrors: true })).toEqual(['leak.error']);
});
