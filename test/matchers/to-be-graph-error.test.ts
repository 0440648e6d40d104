import { GraphError } from '@microsoft/microsoft-graph-client';
import { createBuilders } from 'external-connection-testkit/builders';
import { createEmulator } from 'external-connection-testkit/emulator';
import { describe, expect, test } from 'vitest';
import { createRequest } from '../emulator/requests.ts';
import { failureOf, hold } from './runners.ts';

const body = createBuilders({ version: 'beta', seed: 7 }).graphError('NameAlreadyExists');
const { error } = body;

function graphClientError(text: string, properties: object): GraphError {
  return Object.assign(new GraphError(409, error.message), { body: text, ...properties });
}

/** What clients make of a 409, by who makes it. */
const carriers: readonly (readonly [string, () => unknown])[] = [
  ['a parsed body', () => body],
  ['the text of a body', () => JSON.stringify(body)],
  ['a Response', () => Response.json(body, { status: 409 })],
  ['the GraphError of the Graph client', () => graphClientError(JSON.stringify(error), { code: error.code })],
  [
    'the plain object of kiota',
    () => ({
      errorEscaped: { ...error, innerError: { date: new Date('2026-11-24T08:00:00Z'), requestId: '1' } },
      responseStatusCode: 409,
      responseHeaders: {},
    }),
  ],
  [
    'an AxiosError',
    () => Object.assign(new Error('409'), { code: 'ERR_BAD_REQUEST', response: { status: 409, data: body } }),
  ],
  [
    'an error of ky, with a Response',
    () => Object.assign(new Error('409'), { response: Response.json(body, { status: 409 }) }),
  ],
  [
    'an error of got, with a text',
    () => Object.assign(new Error('409'), { response: { statusCode: 409, body: JSON.stringify(body) } }),
  ],
  ['a response in a batch', () => ({ id: '1', status: 409, headers: {}, body })],
  ['an Error whose cause is a parsed body', () => new Error('Refused', { cause: body })],
  ['an Error whose cause is a Response', () => new Error('Refused', { cause: Response.json(body, { status: 409 }) })],
  ['an Error whose cause is kiotas', () => new Error('Refused', { cause: { errorEscaped: error } })],
  ['an Error whose cause has a cause', () => new Error('1', { cause: new Error('2', { cause: body }) })],
];

/** What is none, although it looks a little like one. */
const others: readonly (readonly [string, () => unknown])[] = [
  ['nothing', () => undefined],
  ['a string', () => 'NameAlreadyExists'],
  ['a broken text', () => '{"error":'],
  ['an Error', () => Object.assign(new Error('x'), { code: 'NameAlreadyExists' })],
  ['an Error that is its own cause', () => ownCause()],
  ['an error with a Response that was read', () => ({ response: readResponse() })],
  ['a connection', () => ({ id: 'contosohr' })],
  ['an error without a code', () => ({ error: { message: 'no code' } })],
  ['a page of HTML', () => new Response('<html>', { status: 502 })],
  ['a response without a body', () => new Response(null, { status: 500 })],
  ['a 201 with the body of an error', () => Response.json(body, { status: 201 })],
  [
    'the GraphError of a response that is not JSON',
    () => graphClientError('SyntaxError: Unexpected token <', { code: 'SyntaxError' }),
  ],
];

function readResponse(): Response {
  const response = Response.json(body, { status: 409 });
  void response.text();
  return response;
}

function ownCause(): Error {
  const failure = new Error('circular');
  failure.cause = failure;
  return failure;
}

describe('passes', () => {
  test.for(carriers)('for %s', async ([, received]) => {
    await hold((expect) => expect(received()).toBeGraphError());
    await hold((expect) => expect(received()).toBeGraphError('NameAlreadyExists'));
  });

  test('for a response of the emulator, which can still be read', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const response = await graph.fetch(createRequest({ id: 'x' }));

    await hold((expect) => expect(response).toBeGraphError('InvalidRequest'));

    expect(await response.json()).toMatchObject({ error: { code: 'InvalidRequest' } });
  });

  test('for a code that this kit does not know', async () => {
    const other = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };

    await hold((expect) => expect(other).toBeGraphError('Authorization_RequestDenied'));
  });

  test('after rejects and resolves', async () => {
    await hold((expect) => expect(Promise.reject(new Error('Refused', { cause: body }))).rejects.toBeGraphError());
    await hold((expect) => expect(Promise.resolve(Response.json(body, { status: 409 }))).resolves.toBeGraphError());
  });
});

describe('fails', () => {
  test.for(others)('for %s', async ([, received]) => {
    await hold((expect) => expect(received()).not.toBeGraphError());
    await hold((expect) => expect(received()).not.toBeGraphError('NameAlreadyExists'));
  });

  test('for another code, and gives vitest both for its diff', async () => {
    expect(await failureOf((expect) => expect(body).toBeGraphError('InvalidRequest'))).toMatchInlineSnapshot(`
      "Expected the Graph error InvalidRequest, but received another: NameAlreadyExists: The specified resource name already exists
      To see the broken rule and how to fix the request: explainExchange of each of graph.exchanges."
    `);
    expect(() => expect(body).toBeGraphError('InvalidRequest')).toThrow(
      expect.objectContaining({ actual: 'NameAlreadyExists', expected: 'InvalidRequest' }),
    );
  });

  test('for another code in a Response', async () => {
    const response = Response.json(body, { status: 409 });

    expect(await failureOf((expect) => expect(response).toBeGraphError('ItemNotFound'))).toMatchInlineSnapshot(`
      "Expected the Graph error ItemNotFound, but received another: 409 NameAlreadyExists: The specified resource name already exists
      To see the broken rule and how to fix the request: explainExchange of each of graph.exchanges."
    `);
  });

  test('for a network error, and explains how to pass on the error of Graph', async () => {
    const failure = new TypeError('fetch failed');

    expect(await failureOf((expect) => expect(failure).toBeGraphError())).toMatchInlineSnapshot(`
      "Expected a Graph error, but received a TypeError ("fetch failed").
      A Graph error is { "error": { "code": …, "message": … } }. It was not found in the value, nor in its properties
      response, data, body, error and cause. Let your client throw the error of Graph, or pass it on: new Error(…, { cause }).
      Source: Microsoft Graph error responses (https://learn.microsoft.com/graph/errors)"
    `);
  });

  test('for a successful response', async () => {
    const response = Response.json({ id: 'contosohr' }, { status: 201 });

    expect(await failureOf((expect) => expect(response).toBeGraphError())).toMatchInlineSnapshot(`
      "Expected a Graph error, but received a Response with status 201.
      A Graph error is { "error": { "code": …, "message": … } }. It was not found in the value, nor in its properties
      response, data, body, error and cause. Let your client throw the error of Graph, or pass it on: new Error(…, { cause }).
      Source: Microsoft Graph error responses (https://learn.microsoft.com/graph/errors)"
    `);
  });

  test('without a token, in any place', async () => {
    const token = 'eyJhbGciOiJub25lIn0.eyJhcHBpZCI6ImNhbmFyeSJ9.c2ln';
    const failure = Object.assign(new Error(`Refused: authorization: Bearer canary-word, then ${token}`), {
      config: { headers: { Authorization: `Bearer ${token}` } },
    });
    const quoting = { error: { code: 'InvalidAuthenticationToken', message: `Bearer canary-word ${token}` } };

    const messages = [
      await failureOf((expect) => expect(failure).toBeGraphError()),
      await failureOf((expect) => expect({ ...failure }).toBeGraphError()),
      await failureOf((expect) => expect(quoting).not.toBeGraphError()),
      await failureOf((expect) => expect(`Bearer ${token}`).toBeGraphError()),
    ];

    expect(messages.join('\n')).not.toMatch(/canary|eyJ/);
  });
});

describe('.not', () => {
  test('fails for a Graph error', async () => {
    expect(await failureOf((expect) => expect(body).not.toBeGraphError())).toMatchInlineSnapshot(
      `"Expected no Graph error, but received one: NameAlreadyExists: The specified resource name already exists"`,
    );
  });

  test('fails for that code', async () => {
    const failure = { errorEscaped: error, responseStatusCode: 409 };

    expect(await failureOf((expect) => expect(failure).not.toBeGraphError('NameAlreadyExists'))).toMatchInlineSnapshot(
      `"Expected no Graph error NameAlreadyExists, but received one: 409 NameAlreadyExists: The specified resource name already exists"`,
    );
  });

  test('passes for another code', async () => {
    await hold((expect) => expect(body).not.toBeGraphError('ItemNotFound'));
  });
});

describe('inside other matchers', () => {
  test('matches values that need no reading', async () => {
    const results = [{ status: 'rejected', reason: new Error('Refused', { cause: body }) }];

    await hold((expect) =>
      expect(results).toEqual([{ status: 'rejected', reason: expect.toBeGraphError('NameAlreadyExists') }]),
    );
    await hold((expect) => expect([{ id: 'contosohr' }]).toEqual([expect.not.toBeGraphError()]));
  });

  test('throws for a Response, which cannot be read there', async () => {
    const responses = [Response.json(body, { status: 409 })];

    expect(
      await failureOf((expect) => expect(responses).toEqual([expect.toBeGraphError('NameAlreadyExists')])),
    ).toMatchInlineSnapshot(
      `"expect.toBeGraphError() cannot read a Response inside another matcher, because reading is asynchronous. Write await expect(response).toBeGraphError(), or compare the parsed body."`,
    );
  });
});

describe('misused', () => {
  test('names the known codes, with .not too', async () => {
    expect(await failureOf((expect) => expect(body).toBeGraphError('nameAlreadyExists'))).toMatchInlineSnapshot(
      `"toBeGraphError(…) received the string "nameAlreadyExists". It takes one of the codes AccessDenied, BadRequest, FailedDependency, GeneralException, InvalidAuthenticationToken, InvalidRequest, ItemNotFound, NameAlreadyExists, NotImplemented, QuotaLimitReached, RequestEntityTooLarge, RequestHeaderFieldsTooLarge, RequestTimeout, Request_BadRequest, ServiceNotAvailable, TooManyRequests, UnknownError, UnsupportedMediaType, or none. Check the case of the letters. Any other code passes only where the error has it."`,
    );
    expect(await failureOf((expect) => expect(body).not.toBeGraphError('Conflict'))).toMatch(/^toBeGraphError\(…\)/);
    // @ts-expect-error a status is no code
    expect(await failureOf((expect) => expect(body).toBeGraphError(409))).toMatch(/received the number 409\./);
  });

  test('explains how to check a promise', async () => {
    expect(await failureOf((expect) => expect(Promise.resolve(body)).toBeGraphError())).toMatchInlineSnapshot(
      `"toBeGraphError: expect(…) received a promise. It takes the value of the promise. Write await expect(promise).rejects.toBeGraphError(), or with resolves where its value is a Response."`,
    );
  });

  test('explains how to check a Response that was read', async () => {
    const response = Response.json(body, { status: 409 });
    await response.json();

    expect(await failureOf((expect) => expect(response).not.toBeGraphError())).toMatchInlineSnapshot(
      `"toBeGraphError: expect(…) received a Response with status 409. It takes a Response whose body has not been read. Check the Response before you read it, or pass the parsed body to expect(…)."`,
    );
  });
});
