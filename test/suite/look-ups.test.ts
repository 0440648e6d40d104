import { describe, expect, test } from 'vitest';
import type { CreateConnection } from '../../src/suite/index.ts';
import { situations } from '../../src/suite/index.ts';
import { careful, requestOf, sleep, urlOf, waitOf } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

const lookUp = (input: Parameters<CreateConnection>[0], query = `/${input.connection.id}`) =>
  fetch(`${urlOf(input)}${query}`, { headers: { Authorization: `Bearer ${input.accessToken}` } });

const keys = situations.map(({ key }) => key).filter((key) => key.startsWith('lookUp.'));

describe('a client that looks first', () => {
  const client: CreateConnection = async (input) => {
    let found = await lookUp(input);
    for (let attempt = 1; attempt < 3 && [429, 503].includes(found.status); attempt += 1) {
      await sleep(waitOf(found));
      found = await lookUp(input);
    }
    if (found.status === 404) return careful(input);
    if (!found.ok) throw new Error(`Graph answered ${found.status}: ${await found.text()}`);
    return found.json();
  };

  test.for(keys)('passes %s when it waits, retries and reports', async (key) => {
    await expect(run(key, client, { retries: 'outages' })).resolves.toHaveProperty('ended');
  });

  test('is refused in permission.* at its look-up', async () => {
    await expect(run('permission.missing', client)).resolves.toMatchObject({ creates: 0, ended: 'rejected' });
  });
});

test('a client that looks by HEAD may accept what it found', async () => {
  const client: CreateConnection = async (input) => {
    const headers = { Authorization: `Bearer ${input.accessToken}` };
    const found = await fetch(`${urlOf(input)}/${input.connection.id}`, { method: 'HEAD', headers });
    if (found.status === 404) return careful(input);
    if (!found.ok) throw new Error(`Graph answered ${found.status}.`);
  };

  for (const key of ['create.plain', 'duplicate.sameId', 'lookUp.forbidden', 'lookUp.500']) {
    await expect(run(key, client, { duplicate: 'accepts' })).resolves.toHaveProperty('ended');
  }
});

describe('a client that rejects what its look-up found', () => {
  const rejecting =
    (query: (id: string) => string): CreateConnection =>
    async (input) => {
      const found = await lookUp(input, query(input.connection.id));
      if (found.ok && (await found.text()).includes(`"${input.connection.id}"`)) throw new Error('It exists already.');
      if (!found.ok && found.status !== 404) throw new Error(`Graph answered ${found.status}.`);
      return careful(input);
    };
  const queries = ['', '?$select=id', "?$filter=id eq '{id}'", '/{id}'] as const;

  test.for(queries)('passes, by GET …/connections%s', async (query) => {
    const client = rejecting((id) => query.replace('{id}', id));

    for (const key of ['create.plain', 'duplicate.sameId']) {
      await expect(run(key, client, { duplicate: 'rejects' })).resolves.toHaveProperty('ended');
    }
    expect(await kindsOf('duplicate.sameId', client, { duplicate: 'accepts' })).toEqual(['end.duplicateRejected']);
  });

  test.for(queries)('may reject a connection that it does not find there: %s', async (query) => {
    const client = rejecting((id) => query.replace('{id}', id));

    await expect(run('duplicate.ofAnother', client, { duplicate: 'replaces' })).resolves.toMatchObject({
      ended: 'rejected',
    });
  });

  test('must not reject one that a list of names cannot find', async () => {
    const client = rejecting(() => "?$filter=name eq 'Contoso HR'");

    expect(await kindsOf('duplicate.sameId', client, { duplicate: 'accepts' })).toEqual(['end.duplicateRejected']);
  });
});

test.for(keys)('a client without a look-up is skipped in %s', async (key) => {
  await expect(run(key, careful)).resolves.toEqual({ skipped: 'The client does not look up first.', advice: [] });
});

const wrong: readonly (readonly [string, string, string, CreateConnection])[] = [
  [
    'takes every failure of the look-up for "exists"',
    'lookUp.forbidden',
    'end.swallowed',
    async (input) => ((await lookUp(input)).status === 404 ? careful(input) : undefined),
  ],
  [
    'creates after every failure of the look-up',
    'lookUp.htmlPage',
    'lookUp.ignored',
    async (input) => ((await lookUp(input)).ok ? undefined : careful(input)),
  ],
  [
    'creates right after a throttled look-up',
    'lookUp.throttled',
    'pace.tooSoon',
    async (input) => ((await lookUp(input)).ok ? undefined : careful(input)),
  ],
  [
    'looks again and again after a 403',
    'lookUp.forbidden',
    'pace.pointless',
    async (input) => {
      let found = await lookUp(input);
      for (let attempt = 1; attempt < 40 && found.status !== 404; attempt += 1) {
        await sleep(15_000);
        found = await lookUp(input);
      }
      if (found.status !== 404) throw new Error(`Graph answered ${found.status}.`);
      return careful(input);
    },
  ],
  [
    'hammers a look-up that fails',
    'lookUp.500',
    'pace.hammering',
    async (input) => {
      let found = await lookUp(input);
      for (let attempt = 1; attempt < 4 && found.status >= 500; attempt += 1) found = await lookUp(input);
      if (found.status !== 404) throw new Error(`Graph answered ${found.status}.`);
      return careful(input);
    },
  ],
  [
    'returns false after a throttled look-up',
    'lookUp.throttled',
    'end.silent',
    async (input) => {
      const { status } = await lookUp(input);
      if (status !== 404) return false;
      return careful(input);
    },
  ],
  [
    'throws the same text whatever the look-up says',
    'lookUp.500',
    'end.silent',
    async (input) => {
      const { status } = await lookUp(input);
      if (status !== 404) throw new Error('The check failed.');
      return careful(input);
    },
  ],
  [
    'adopts a connection of the same name',
    'lookUp.sameName',
    'lookUp.adopted',
    async (input) => {
      const { value } = await (await lookUp(input, '')).json();
      const found = value.find(({ name }: { name: string }) => name === input.connection.name);
      return found ?? careful(input);
    },
  ],
];

test.for(wrong)('a client that %s has a finding in %s: %s', async ([, key, kind, client]) => {
  expect(await kindsOf(key, client)).toContain(kind);
});

test('a client that reports another connection of the same name passes', async () => {
  const client: CreateConnection = async (input) => {
    const { value } = await (await lookUp(input, '')).json();
    if (value.some(({ name }: { name: string }) => name === input.connection.name))
      throw new Error('The name is taken.');
    return careful(input);
  };

  await expect(run('lookUp.sameName', client)).resolves.toMatchObject({ ended: 'rejected' });
});

test('a PATCH or DELETE that gets a 404 is not a finding', async () => {
  const client: CreateConnection = async (input) => {
    const { headers, body } = requestOf(input);
    const url = `${urlOf(input)}/${input.connection.id}`;
    const { status } = await fetch(url, { method: 'PATCH', headers, body });
    if (status === 404) return careful(input);
    if (status >= 400) throw new Error(`Graph answered ${status}.`);
    return undefined;
  };

  await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved', creates: 1 });
});

test('an unreadable 201 is advice, whatever the client does', async () => {
  const client: CreateConnection = async (input) => {
    const response = await fetch(urlOf(input), requestOf(input));
    if (response.status !== 201) throw new Error(`Graph answered ${response.status}.`);
    return response.json();
  };

  for (const key of ['answer.emptyBody', 'answer.malformedBody', 'answer.truncatedBody']) {
    await expect(run(key, client)).resolves.toMatchObject({
      ended: 'rejected',
      advice: [expect.stringContaining('the connection was created all the same')],
    });
  }
});

test('the error about a look-up names the look-up', async () => {
  const error = await errorOf('lookUp.forbidden', async (input) =>
    (await lookUp(input)).ok ? undefined : careful(input),
  );

  expect(error.findings).toMatchObject([
    { kind: 'lookUp.ignored', situation: 'lookUp.forbidden', received: 'a create right after 403' },
  ]);
});
