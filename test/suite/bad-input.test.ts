import { expect, test } from 'vitest';
import { type CreateConnection, runSuite } from '../../src/suite/index.ts';
import { careful, post } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error('No property can be read.');
    },
    ownKeys: () => {
      throw new Error('No property can be listed.');
    },
  },
);

const thrown: readonly (readonly [string, unknown, string])[] = [
  ['a string', 'It failed.', 'end.silent'],
  ['null', null, 'end.silent'],
  ['undefined', undefined, 'end.silent'],
  [
    'an object with a throwing getter',
    Object.defineProperty({}, 'message', {
      get() {
        throw new Error('The message cannot be read.');
      },
    }),
    'end.silent',
  ],
  ['a proxy that refuses everything', hostile, 'end.silent'],
  ['a message that is no text', { message: Object.create(null), cause: new Error('no') }, 'end.silent'],
  ['a TypeError whose message is no text', { name: 'TypeError', message: Object.create(null) }, 'end.ownError'],
];

test.for(thrown)('a client that throws %s has a finding, and the suite goes on', async ([, value, kind]) => {
  const client: CreateConnection = async (input) => {
    const { ok } = await post(input);
    if (!ok) throw value;
  };

  expect(await kindsOf('error.500', client)).toEqual([kind]);
  await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved' });
});

test('a finding has no character of an error that steers a terminal, and is on one line', async () => {
  const client: CreateConnection = async (input) => {
    const { ok } = await post(input);
    if (!ok) throw new Error('\u001b[31mIt\nfailed\u009b0m');
  };

  const { findings } = await errorOf('error.500', client);

  expect(findings[0]?.received).toBe(String.raw`Error: \u001b[31mIt\u000afailed\u009b0m`);
});

test('a client that returns a proxy that refuses everything passes after a 201', async () => {
  const client: CreateConnection = async (input) => {
    await careful(input);
    return { hostile };
  };

  await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved' });
});

test('a client that throws before it returns a promise has a finding', async () => {
  const client: CreateConnection = () => {
    throw new TypeError('It is broken.');
  };

  const { findings } = await errorOf('create.plain', client);

  expect(findings).toMatchObject([{ kind: 'end.neverSent', received: 'TypeError: It is broken.' }]);
});

test('what is not a function is refused, alone and in a suite', async () => {
  const message = /^The option client is undefined\. Use a function/;

  await expect(run('create.plain', undefined as never)).rejects.toThrow(message);
  await expect(runSuite('nothing', undefined as never)).rejects.toThrow(message);
  await expect(run('create.plain', careful, null as never)).rejects.toThrow(
    /^run takes its options as an object, got null\./,
  );
});

test('a run that cannot start leaves the process as it was', async () => {
  const { log } = console;

  await expect(run('create.plain', careful, { mocks: 'missing.json' })).rejects.toThrow(
    /missing\.json: it does not exist/,
  );

  expect(console.log).toBe(log);
});
