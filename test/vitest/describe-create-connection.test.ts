import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { describeCreateConnection, useEmulator } from '../../src/vitest/index.ts';

const printed: string[] = [];
const graph = useEmulator();

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation((text) => void printed.push(text));
});

afterAll(() => {
  vi.restoreAllMocks();
});

describeCreateConnection(
  'a careful client',
  async ({ graphUrl, accessToken, connection }) => {
    const answer = await fetch(`${graphUrl}/v1.0/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    });
    if (answer.status !== 201) throw new Error(`Graph answered ${answer.status}: ${await answer.text()}`);
  },
  { retries: 'never', duplicate: 'rejects', version: 'v1.0' },
);

describe('after describeCreateConnection', () => {
  test('a table tells what was seen in each situation, and which policy that shows', () => {
    const [table = ''] = printed;

    expect(table).toMatch(
      /^a careful client: (\d+) of \1 situations passed\n {2}create\.plain {2,}resolved after 1 create/,
    );
    expect(table).toMatch(/\n {2}token\.expired {2,}rejected after 1 create request\n/);
    expect(table).toMatch(/\nIt does not retry\.\nIt throws when the id is taken\.$/);
  });

  test('the emulator of the same file has seen none of it, and answers again', async () => {
    expect(graph.exchanges).toEqual([]);

    const answer = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
      headers: { Authorization: 'Bearer opaque-access-token' },
    });

    expect(answer.status).toBe(200);
    expect(graph.exchanges).toHaveLength(1);
  });
});
