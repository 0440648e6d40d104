import { describe, expect, test } from 'vitest';
import { connectors } from './connectors.ts';
import { judge } from './judge.ts';

describe('the suite', { timeout: 120_000 }, () => {
  test.for(connectors.filter(({ expects }) => !expects))('has no finding about $name', async (connector) => {
    const { blames } = await judge(connector);

    expect(blames).toEqual([]);
  });

  test.for(connectors.filter(({ expects }) => expects))('finds $expects in $name', async (connector) => {
    const { blames } = await judge(connector);

    expect(blames.flatMap(({ kinds }) => kinds)).toContain(connector.expects);
  });
});
