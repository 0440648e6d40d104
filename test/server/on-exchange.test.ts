import { describe, expect, test, vi } from 'vitest';
import { createEmulator, type Exchange } from '../../src/emulator/index.ts';
import { createRequest } from '../emulator/requests.ts';
import { connectionsUrl } from './connections-url.ts';

describe('onExchange', () => {
  test('is called once with each exchange, also when many come at once', async () => {
    const onExchange = vi.fn<(exchange: Exchange) => void>();
    const url = await connectionsUrl({ onExchange });
    const ids = Array.from({ length: 50 }, (_, index) => `connection${index}`);

    await Promise.all(ids.map((id) => fetch(createRequest({ id }, { url }))));

    const reported = onExchange.mock.calls.map(
      ([
        {
          request: { body },
        },
      ]) => (body as { id: string }).id,
    );
    expect(reported.toSorted()).toEqual(ids.toSorted());
  });

  test('is called with the parts of a batch, then with the batch', async () => {
    const onExchange = vi.fn<(exchange: Exchange) => void>();
    const url = await connectionsUrl({ onExchange });
    const { headers } = createRequest();
    const part = { id: '1', method: 'GET', url: '/external/connections' };

    const body = JSON.stringify({ requests: [part, { ...part, id: '2' }] });
    await fetch(new URL('/v1.0/$batch', url), { method: 'POST', headers, body });

    expect(
      onExchange.mock.calls.map(
        ([
          {
            request: { method },
          },
        ]) => method,
      ),
    ).toEqual(['GET', 'GET', 'POST']);
  });

  test('is called with what came before and after a reset, once', async () => {
    const emulator = createEmulator({ profile: 'documented' });
    const onExchange = vi.fn<(exchange: Exchange) => void>();
    await emulator.fetch(createRequest({ id: 'before1' }));
    const url = await connectionsUrl({ emulator, onExchange });

    await fetch(createRequest({ id: 'first1' }, { url }));
    emulator.reset();
    await fetch(createRequest({ id: 'second2' }, { url }));

    const reported = onExchange.mock.calls.map(
      ([
        {
          request: { body },
        },
      ]) => (body as { id: string }).id,
    );
    expect(reported).toEqual(['first1', 'second2']);
  });

  test('is not called for the page and its data', async () => {
    const onExchange = vi.fn<(exchange: Exchange) => void>();
    const url = await connectionsUrl({ onExchange });

    await fetch(new URL('/', url));
    await fetch(new URL('/status.json', url));

    expect(onExchange).not.toHaveBeenCalled();
  });
});
