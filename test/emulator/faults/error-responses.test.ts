import { describe, expect, test } from 'vitest';
import { createEmulator, type Fault, faults } from '../../../src/emulator/index.ts';
import { graphErrorSchema } from '../../../src/index.ts';
import { createRequest, requestTo } from '../requests.ts';

describe('an error response', () => {
  test.for<[Fault, number, string, string]>([
    [faults.throttled(), 429, 'TooManyRequests', 'Please retry again later.'],
    [
      faults.internalServerError(),
      500,
      'GeneralException',
      'There was an internal server error while processing the request.',
    ],
    [faults.badGateway(), 502, 'UnknownError', '502 Bad Gateway'],
    [faults.serviceUnavailable(), 503, 'ServiceNotAvailable', 'The service is temporarily unavailable.'],
    [faults.gatewayTimeout(), 504, 'UnknownError', ''],
    [faults.tenantLimit(), 403, 'QuotaLimitReached', 'The maximum number of connections is reached.'],
  ])('%o has status, code and message in the envelope of Graph, and stores nothing', async (row) => {
    const [fault, status, code, message] = row;
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(fault);

    const response = await graph.fetch(createRequest());

    const body = graphErrorSchema.parse(await response.json());
    expect(response.status).toBe(status);
    expect(body.error).toMatchObject({ code, message });
    expect(body.error.innerError?.['request-id']).toBe(response.headers.get('request-id'));
    expect(graph.connections).toEqual([]);
    expect(graph.exchanges[0]?.fault).toBe(fault.name);
  });

  test('of throttling has the words of the documented sample within', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.throttled());

    const response = await graph.fetch(createRequest());

    expect(await response.json()).toMatchObject({
      error: { innerError: { code: '429', message: 'Please retry after', status: '429' } },
    });
  });

  test.for([
    ['throttled', faults.throttled(), '10'],
    ['throttled', faults.throttled({ retryAfter: 0 }), '0'],
    ['throttled', faults.throttled({ retryAfter: new Date('2026-05-04T03:02:11Z') }), 'Mon, 04 May 2026 03:02:11 GMT'],
    ['throttled', faults.throttled({ retryAfter: '0.249' }), '0.249'],
    ['throttled', faults.throttled({ retryAfter: 'soon' }), 'soon'],
    ['throttled', faults.throttled({ retryAfter: null }), null],
    ['error', faults.error({ status: 429, retryAfter: '2' }), '2'],
    ['serviceUnavailable', faults.serviceUnavailable(), null],
    ['serviceUnavailable', faults.serviceUnavailable({ retryAfter: 120 }), '120'],
    ['brokenCard', faults.brokenCard(), null],
    ['gatewayTimeout', faults.gatewayTimeout(), null],
  ] as const)('of %s has the planned Retry-After: %o', async ([, fault, retryAfter]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(fault);

    const response = await graph.fetch(createRequest());

    expect(response.headers.get('retry-after')).toBe(retryAfter);
  });

  test('comes before anything of the request is looked at, its token included', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.badGateway());

    const response = await graph.fetch('https://graph.microsoft.com/beta/external/connections', { method: 'POST' });

    expect(response.status).toBe(502);
    expect(graph.exchanges[0]?.violations).toEqual([]);
  });

  test.for([
    ['internalServerError', faults.internalServerError({ processed: true })],
    ['badGateway', faults.badGateway({ processed: true })],
    ['serviceUnavailable', faults.serviceUnavailable({ processed: true })],
    ['gatewayTimeout', faults.gatewayTimeout({ processed: true })],
    ['brokenCard', faults.brokenCard()],
  ] as const)('%s to a create that was processed leaves the connection, and 409 to the retry', async ([, fault]) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(fault);

    const first = await graph.fetch(createRequest());
    const retry = await graph.fetch(createRequest());

    expect(first.status).toBeGreaterThanOrEqual(500);
    expect(retry.status).toBe(409);
    expect(graph.connections).toMatchObject([{ id: 'contosohr' }]);
  });

  test('without innerError has code and message alone', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.withoutInnerError());

    const response = await graph.fetch(createRequest());

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: { code: 'InvalidRequest', message: 'The request is malformed or incorrect.' },
    });
    expect(graph.connections).toEqual([]);
  });

  test('of your own has your status, code, message and inner error in the envelope of Graph', async () => {
    const graph = createEmulator();
    graph.plan(faults.error({ status: 400, code: 'Odd', message: 'Why {value}?', innerError: { code: 'Inner' } }));

    const response = await graph.fetch(createRequest());

    const requestId = response.headers.get('request-id');
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: {
        code: 'Odd',
        message: 'Why {value}?',
        innerError: {
          code: 'Inner',
          date: expect.any(String),
          'request-id': requestId,
          'client-request-id': requestId,
        },
      },
    });
    expect(graph.connections).toEqual([]);
  });

  test('of your own is by default the 500 with an empty message that lists got', async () => {
    const graph = createEmulator();
    graph.plan(faults.error(), { on: 'listConnections' });

    const response = await graph.fetch(requestTo(''));

    expect(response.status).toBe(500);
    expect(await response.json()).toMatchObject({ error: { code: 'UnknownError', message: '' } });
  });

  test.for([
    [{ status: 200 }, 'The option status is 200. Use a whole number from 400 to 599.'],
    [{ code: 7 }, 'The option code is 7. Use a string.'],
    [{ innerError: 'Inner' }, 'The option innerError is "Inner". Use an object.'],
    [{ inner: {} }, 'faults.error has no option "inner".'],
  ])('of your own refuses %j', ([options, message]) => {
    expect(() => faults.error(options as object)).toThrow(message as string);
  });

  test.for([-1, 1.5, Number.NaN, 'soon\nSet-Cookie: a=b'])('refuses to retry after %s', (retryAfter) => {
    const options = { retryAfter } as { retryAfter: number };

    expect(() => faults.throttled(options)).toThrow(
      'Use a whole number of seconds from 0, a Date, a string, or null for no header.',
    );
    expect(() => faults.serviceUnavailable(options)).toThrow(TypeError);
  });

  test('refuses to retry after a date that is none', () => {
    expect(() => faults.throttled({ retryAfter: new Date('soon') })).toThrow(
      'The option retryAfter is Invalid Date. Use a whole number of seconds from 0, a Date, a string, or null for no header.',
    );
  });
});

describe('a broken card', () => {
  test('waits for a create', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.brokenCard());

    const list = await graph.fetch(requestTo(''));
    const create = await graph.fetch(createRequest());

    expect([list.status, create.status]).toEqual([200, 503]);
  });

  test('leaves a create that is refused its refusal', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.brokenCard());

    const response = await graph.fetch(createRequest({ id: 'contoso-hr' }));

    expect(response.status).toBe(400);
    expect(graph.exchanges[0]?.violations).toMatchObject([{ rule: 'id.alphanumeric' }]);
  });
});

describe('a tenant limit', () => {
  test('waits for a create', async () => {
    const graph = createEmulator({ profile: 'documented' });
    graph.plan(faults.tenantLimit());

    const list = await graph.fetch(requestTo(''));
    const create = await graph.fetch(createRequest());

    expect([list.status, create.status]).toEqual([200, 403]);
  });
});
