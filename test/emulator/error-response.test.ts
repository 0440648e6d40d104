import { expect, test } from 'vitest';
import { errorResponseOf } from '../../src/emulator/build-response.ts';

test('an error response has the status of its name, the envelope of Graph and the id of the request', async () => {
  const response = errorResponseOf('notImplemented', {
    requestId: 'request-1',
    date: new Date('2026-05-04T03:02:01Z'),
  });

  expect(response.status).toBe(501);
  expect(response.headers.get('content-type')).toBe('application/json');
  expect(response.headers.get('request-id')).toBe('request-1');
  expect(response.headers.get('client-request-id')).toBe('request-1');
  expect(await response.json()).toMatchObject({
    error: {
      code: 'NotImplemented',
      innerError: { date: '2026-05-04T03:02:01', 'request-id': 'request-1', 'client-request-id': 'request-1' },
    },
  });
});
