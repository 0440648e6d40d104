import { expect, test } from 'vitest';
import { perCall } from './per-call.ts';

/** A clock that only the measured calls move, by so many milliseconds each. */
function stopwatch(milliseconds: number) {
  let [time, calls] = [0, 0];
  return {
    now: () => time,
    tick: () => {
      time += milliseconds;
      calls += 1;
    },
    get calls() {
      return calls;
    },
  };
}

test('gives the microseconds of one call', async () => {
  const watch = stopwatch(0.5);

  expect(await perCall(watch.tick, { now: watch.now })()).toBe(500);
});

test('waits for a call that gives a promise', async () => {
  const watch = stopwatch(2);
  const run = () => Promise.resolve().then(watch.tick);

  expect(await perCall(run, { now: watch.now })()).toBe(2000);
});

test('does not count what runs before', async () => {
  const watch = stopwatch(1);

  expect(await perCall(watch.tick, { now: watch.now, before: watch.tick })()).toBe(1000);
});

test('finds once how many calls fill the time, and takes as many each time', async () => {
  const watch = stopwatch(1);
  const measure = perCall(watch.tick, { now: watch.now, lasts: 8 });
  await measure();
  const before = watch.calls;

  await measure();

  expect(watch.calls - before).toBe(8);
});
