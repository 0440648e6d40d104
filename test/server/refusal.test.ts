import { expect, test } from 'vitest';
import { refusal } from '../../src/server/listener.ts';

test.for([
  [refusal('bodyTooLarge'), 413, 'RequestEntityTooLarge', 'The request size exceeds the maximum limit.'],
  [refusal('forbidden', 'Use 127.0.0.1.'), 403, 'Forbidden', 'Use 127.0.0.1.'],
] as const)(
  'a refusal has status, code and message, and the id of the request',
  async ([response, status, code, message]) => {
    const id = response.headers.get('request-id');

    expect(response.status).toBe(status);
    expect(id).toMatch(/^[\da-f-]{36}$/);
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'application/json',
      'request-id': id,
      'client-request-id': id,
      connection: 'close',
    });
    expect(await response.json()).toMatchObject({
      error: { code, message, innerError: { 'request-id': id, 'client-request-id': id } },
    });
  },
);
