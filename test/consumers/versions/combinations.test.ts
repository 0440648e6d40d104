import { expect, test } from 'vitest';
import { type Axis, axes, combinations } from './combinations.ts';

test('each version is combined with each version of every other axis', () => {
  const names = Object.keys(axes) as Axis[];
  const met = new Set(
    combinations.flatMap((combination) =>
      names.flatMap((one) => names.map((other) => `${one} ${combination[one]}, ${other} ${combination[other]}`)),
    ),
  );

  const missing = names.flatMap((one) =>
    names
      .filter((other) => other !== one)
      .flatMap((other) => axes[one].flatMap((a) => axes[other].map((b) => `${one} ${a}, ${other} ${b}`)))
      .filter((pair) => !met.has(pair)),
  );

  expect(missing).toEqual([]);
  expect(met.size).toBeGreaterThan(60);
});
