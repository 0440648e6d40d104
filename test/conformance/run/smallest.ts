import { changedAt, type Path, pathsIn } from './places.ts';

const mostTries = 2000;

/** The smallest JSON value to be found from this one, by leaving out and cutting short, of which the claim still holds. */
export async function smallest(value: unknown, holds: (value: unknown) => Promise<boolean>): Promise<unknown> {
  let tries = 0;
  let found = value;
  const attempt = async (path: Path, change: (value: unknown) => unknown) => {
    const candidate = changedAt(found, path, change);
    tries += 1;
    if (JSON.stringify(candidate) === JSON.stringify(found) || !(await holds(candidate))) return false;
    found = candidate;
    return true;
  };
  for (let before = ''; before !== JSON.stringify(found) && tries < mostTries; ) {
    before = JSON.stringify(found);
    for (const path of pathsIn(found)) {
      if (tries >= mostTries || (await attempt(path, () => undefined))) continue;
      await attempt(path, half);
    }
  }
  return found;
}

function half(value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, Math.floor(value.length / 2)) : value;
}
