import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SuiteReport } from '../../src/suite/index.ts';
import { describeCreateConnection, useEmulator } from '../../src/vitest/index.ts';

const printed: string[] = [];
const reports: SuiteReport[] = [];
const graph = useEmulator({ profile: 'documented' });

beforeAll(() => {
  vi.spyOn(console, 'info').mockImplementation((text) => void printed.push(text));
});

afterAll(() => {
  vi.restoreAllMocks();
});

describeCreateConnection(
  'a careful client',
  async ({ graphUrl, accessToken, connection }) => {
    const response = await fetch(`${graphUrl}/v1.0/external/connections`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(connection),
    });
    if (response.status !== 201) throw new Error(`Graph answered ${response.status}: ${await response.text()}`);
  },
  { retries: 'never', duplicate: 'rejects', version: 'v1.0', onReport: (report) => void reports.push(report) },
);

describe('after describeCreateConnection', () => {
  test('the summary says how many situations passed, why others were skipped, and which policy that shows', () => {
    const [summary = ''] = printed;

    expect(summary).toMatch(/^a careful client: (\d+) of \1 situations passed, 12 skipped\n/);
    expect(summary).toMatch(/\nschema\.refused, .*: The client does not promise registersSchema\.\n/);
    expect(summary).toMatch(
      /\nIt does not retry after 429, 500, 502, 503, 504, a lost connection\.\nIt throws when the id is taken\.$/,
    );
  });

  test('the report has one entry for each situation', () => {
    const [report] = reports;

    expect(JSON.parse(JSON.stringify(report))).toMatchObject({ client: 'a careful client', failed: 0, notRun: 0 });
    expect(report?.situations.find(({ key }) => key === 'create.plain')).toMatchObject({
      status: 'passed',
      ended: 'resolved',
      creates: 1,
    });
  });

  test('a client or an option that cannot be used is refused while the tests are collected', () => {
    expect(() => describeCreateConnection('nothing', undefined as never)).toThrow(/^The option client is undefined\./);
    expect(() => describeCreateConnection('a client', async () => {}, { onReprot: () => {} } as never)).toThrow(
      'describeCreateConnection has no option "onReprot". Did you mean "onReport"?',
    );
    expect(() => describeCreateConnection('a client', async () => {}, { onReport: 'report.json' } as never)).toThrow(
      'The option onReport is "report.json". Use a function that takes the report of the suite.',
    );
  });

  test('useEmulator of the same file has recorded no request of the suite, and responds again', async () => {
    expect(graph.exchanges).toEqual([]);

    const response = await fetch('https://graph.microsoft.com/v1.0/external/connections', {
      headers: { Authorization: 'Bearer opaque-access-token' },
    });

    expect(response.status).toBe(200);
    expect(graph.exchanges).toHaveLength(1);
  });
});
