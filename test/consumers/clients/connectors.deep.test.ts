import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { checkClient } from './check-client.ts';
import { connectors, connectorTable } from './connectors.ts';

beforeEach(() => {
  for (const method of ['log', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

describe('the suite', { timeout: 120_000 }, () => {
  test.for(connectors.filter(({ expects }) => !expects))('has no finding about $name', async (connector) => {
    const { mistakes } = await checkClient(connector);

    expect(mistakes).toEqual([]);
  });

  test.for(connectors.filter(({ expects }) => expects))('finds $expects in $name', async (connector) => {
    const { mistakes } = await checkClient(connector);

    expect(mistakes.flatMap(({ kinds }) => kinds)).toContain(connector.expects);
  });
});

test('the guide of the suite lists every connector, and what the suite says about it', async () => {
  const guide = new URL('../../../src/suite/README.md', import.meta.url);
  const [text = ''] = readFileSync(guide, 'utf8').split('<!-- connectors -->');

  await expect(`${text}<!-- connectors -->\n\n${connectorTable()}\n`).toMatchFileSnapshot(fileURLToPath(guide));
});
