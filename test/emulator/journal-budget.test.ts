import { afterEach, describe, expect, test, vi } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/index.ts';
import { createRequest, requestTo } from './requests.ts';

const refusedBody = (size: number, index: number) => `${index}`.padEnd(size, 'x');

async function sendRefused(graph: Emulator, { count, size }: { count: number; size: number }): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await graph.fetch(requestTo('', { method: 'POST', body: refusedBody(size, index) }));
  }
}

describe('the budget of the journal', () => {
  afterEach(() => void vi.restoreAllMocks());

  test('drops the oldest exchanges, and says so once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const graph = createEmulator({ profile: 'documented', journalBytes: 1_000_000 });

    await sendRefused(graph, { count: 20, size: 100_000 });

    expect(graph.exchanges.length).toBeGreaterThan(0);
    expect(graph.exchanges.length).toBeLessThan(10);
    expect(graph.exchanges.at(-1)?.request.body).toBe(refusedBody(100_000, 19));
    expect(warn.mock.calls).toEqual([[expect.stringContaining('Raise the option journalBytes')]]);
  });

  test('counts attempts also at a request that was dropped', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const graph = createEmulator({ profile: 'documented', journalBytes: 0 });

    await sendRefused(graph, { count: 3, size: 100_000 });
    await sendRefused(graph, { count: 1, size: 100_000 });

    expect(graph.exchanges).toMatchObject([{ attempt: 2 }]);
  });

  test('keeps all of 1,000 requests of the usual size', async () => {
    const warn = vi.spyOn(console, 'warn');
    const graph = createEmulator({ profile: 'documented' });

    for (let index = 0; index < 1000; index += 1) await graph.fetch(requestTo(`/hr${index}`));

    expect(graph.exchanges).toHaveLength(1000);
    expect(warn).not.toHaveBeenCalled();
  });

  test.for(['[', '{"a":'])('counts an ignored body of 20,000 levels of %s', async (level) => {
    const graph = createEmulator({ profile: 'documented' });
    graph.put({ id: 'contosohr', name: 'HR' });
    const body = `${level.repeat(20_000)}1${(level === '[' ? ']' : '}').repeat(20_000)}`;

    const response = await graph.fetch(requestTo('/contosohr', { method: 'DELETE', body }));

    expect(response.status).toBe(202);
    expect(graph.exchanges.map(({ request }) => request.body)).toEqual([body]);
  });

  test.for([-1, 0.5, 'many'])('refuses to be %s', (journalBytes) => {
    expect(() => createEmulator({ profile: 'documented', journalBytes: journalBytes as number })).toThrow(
      'The option journalBytes is',
    );
  });
});

describe('an exchange', () => {
  test('is frozen, with all that is in it', async () => {
    const graph = createEmulator({ profile: 'documented' });
    await graph.fetch(createRequest({ configuration: { authorizedAppIds: ['a'] } }));

    const [exchange] = graph.exchanges;

    expect(() => Object.assign(exchange?.request.headers ?? {}, { a: 'b' })).toThrow(TypeError);
    expect(() => Object.assign(exchange?.request.body ?? {}, { id: 'other' })).toThrow(TypeError);
    expect(() => Object.assign(exchange?.response ?? {}, { status: 500 })).toThrow(TypeError);
    expect(() => Object.assign(exchange ?? {}, { attempt: 9 })).toThrow(TypeError);
  });

  test('cannot be changed by the function that picks requests for a fault', async () => {
    const graph = createEmulator({ profile: 'documented' });
    const change = ({ headers }: { headers: object }) => Object.assign(headers, { forged: 'x' }) === undefined;
    graph.plan({ name: 'own', stage: 'instead', change: (response) => response }, { on: change });

    await expect(graph.fetch(createRequest())).rejects.toThrow(TypeError);
  });
});

describe('a callback that throws', () => {
  test.for(['onViolation', 'onAdvisory'] as const)(
    '%s fails the call after the whole batch is stored',
    async (name) => {
      const fail = () => {
        throw new Error('my callback');
      };
      const graph = createEmulator({ profile: 'documented', onAdvisory: () => {}, [name]: fail });
      const part = (id: string, body: object) => ({
        ...{ id, method: 'POST', url: '/external/connections', headers: { 'Content-Type': 'application/json' } },
        body: { name: 'HR', ...body },
      });
      const requests = [
        part('1', { id: 'x' }),
        part('2', { id: 'second2', state: 'ready' }),
        part('3', { id: 'third3' }),
      ];

      const response = graph.fetch('https://graph.microsoft.com/beta/$batch', {
        ...{
          method: 'POST',
          headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
        },
        body: JSON.stringify({ requests }),
      });

      await expect(response).rejects.toThrow('my callback');
      expect(graph.connections.map(({ id }) => id)).toEqual(['second2', 'third3']);
      expect(graph.exchanges).toHaveLength(4);
    },
  );
});
