/** The versions that the kit is run with: the oldest and the newest that its peer ranges name, and what lies between. */
export const axes = {
  node: ['22.23.3', '24.21.0', '26.10.0'],
  msw: ['2.12.10', '2.15.0', '3.0.5'],
  runner: ['vitest 4.1.12', 'vitest 5.1.1', 'jest 30.5.2'],
  zod: ['4.0.0', '4.6.7'],
  pact: ['17.0.1', '17.1.4'],
} as const;

export type Axis = keyof typeof axes;

/** One version of each axis. */
export type Combination = Readonly<Record<Axis, string>>;

/**
 * Rows of an orthogonal array: each version of an axis meets each version of every other one at least once. All
 * combinations would be 108; a fault that needs three particular versions at once can slip through.
 */
const rows = [
  [0, 0, 0, 0, 0],
  [0, 1, 1, 1, 1],
  [0, 2, 2, 0, 1],
  [1, 0, 1, 0, 1],
  [1, 1, 2, 0, 0],
  [1, 2, 0, 1, 0],
  [2, 0, 2, 1, 0],
  [2, 1, 0, 0, 1],
  [2, 2, 1, 0, 0],
] as const;

export const combinations: readonly Combination[] = rows.map(([node, msw, runner, zod, pact]) => ({
  node: axes.node[node],
  msw: axes.msw[msw],
  runner: axes.runner[runner],
  zod: axes.zod[zod],
  pact: axes.pact[pact],
}));

/** What npm installs today where no version is given; runs on demand, for it changes by itself. */
export const newest: Combination = {
  node: 'latest',
  msw: 'latest',
  runner: 'vitest latest',
  zod: 'latest',
  pact: 'latest',
};
