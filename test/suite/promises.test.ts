import { describe, expect, test } from 'vitest';
import type { ClientInput, CreateConnection, SuiteOptions } from '../../src/suite/index.ts';
import { careful, post, refuseFailure, requestOf, sleep, urlOf, waitOf } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

const adds: SuiteOptions['adds'] = { activitySettings: { urlToItemResolvers: [] }, contentCategory: 'uncategorized' };

/** A client with a signature of its own, which adds what its options say. */
const creating =
  (make: (connection: ClientInput['connection']) => object): CreateConnection =>
  async (input) =>
    refuseFailure(await post(input, { body: JSON.stringify(make(input.connection)) }));

describe('takes', () => {
  const threeProperties = creating(({ id, name, description }) => ({ id, name, description }));

  test('a client that takes three properties is given no others, and passes', async () => {
    const takes = ['id', 'name', 'description'] as const;

    await expect(run('create.largest', threeProperties, { takes })).resolves.toMatchObject({ ended: 'resolved' });
    await expect(run('create.twoAtOnce', threeProperties, { takes })).resolves.toMatchObject({ creates: 2 });
    expect(await kindsOf('create.settings', threeProperties)).toEqual(['sent.body']);
  });

  test('a situation about a property that the client does not take is skipped', async () => {
    const report = await run('refused.templateId', threeProperties, { takes: ['id', 'name'] });

    expect(report).toEqual({ skipped: 'The client does not take searchSettings.', advice: [] });
  });

  test('a client that changes one of the properties that it takes has a finding', async () => {
    const trimming = creating(({ id, name, description }) => ({ id, name: name.trim(), description }));

    expect(await kindsOf('text.verbatim', trimming, { takes: ['id', 'name', 'description'] })).toEqual(['sent.body']);
  });
});

describe('adds', () => {
  test('constants that the client adds are expected, before or after the connection', async () => {
    const before = creating((connection) => ({ ...adds, ...connection }));
    const after = creating((connection) => ({ ...connection, ...adds }));

    for (const client of [before, after]) {
      await expect(run('create.betaSettings', client, { adds })).resolves.toHaveProperty('ended');
      await expect(run('create.settings', client, { adds })).resolves.toMatchObject({ ended: 'resolved' });
    }
  });

  test('a client that adds another value than it promises, or none, has a finding', async () => {
    const other = creating((connection) => ({ ...connection, ...adds, contentCategory: 'media' }));

    const error = await errorOf('create.plain', other, { adds });

    expect(error.findings).toMatchObject([
      { kind: 'sent.body', received: '/contentCategory was given as "uncategorized" and sent as "media".' },
    ]);
    expect(await kindsOf('create.plain', careful, { adds })).toEqual(['sent.body']);
  });
});

describe('an id that the client was not given', () => {
  const takes = ['name', 'description'] as const;
  const naming =
    (idOf: (connection: ClientInput['connection']) => string): CreateConnection =>
    (input) =>
      careful({ ...input, connection: { ...input.connection, id: idOf(input.connection) } });
  const random = naming(() => crypto.randomUUID().replaceAll('-', ''));

  test.for(['create.plain', 'create.twoAtOnce', 'id.longest', 'refused.nameTooLong', 'connection.hang'])(
    'a client that makes it up passes %s',
    async (key) => {
      const bySlug = naming(({ name }) => name.replaceAll(/[^A-Za-z]/g, '').slice(0, 32));

      for (const client of [bySlug, random]) await expect(run(key, client, { takes })).resolves.toHaveProperty('ended');
    },
  );

  test('a client that makes up another one for each attempt has a finding', async () => {
    const client: CreateConnection = async (input) => {
      await random(input).catch(() => sleep(1000));
      return random(input);
    };

    expect(await kindsOf('error.504Created', client, { takes })).toContain('sent.body');
  });

  test('nothing exists already where the client makes it up, and no two differ where it is a constant', async () => {
    const constant = naming(() => 'contosohr');

    await expect(run('duplicate.sameId', random, { takes })).resolves.toMatchObject({
      skipped: 'The client does not take id.',
    });
    await expect(run('duplicate.sameId', constant, { takes, adds: { id: 'contosohr' } })).resolves.toMatchObject({
      ended: 'rejected',
    });
    await expect(run('create.twoAtOnce', constant, { takes, adds: { id: 'contosohr' } })).resolves.toMatchObject({
      skipped: 'The client adds the id.',
    });
  });

  test('a client whose constant breaks a rule has a finding, however it reports the refusal', async () => {
    const { findings } = await errorOf(
      'create.plain',
      naming(() => 'contoso-hr'),
      { takes, adds: { id: 'contoso-hr' } },
    );

    expect(findings).toMatchObject([{ kind: 'sent.rule', rule: 'id.alphanumeric' }]);
  });
});

describe('skip', () => {
  test('a skipped situation resolves with the reason, and does not call the client', async () => {
    const client = () => Promise.reject(new Error('It was called.'));

    await expect(run('create.nationalCloud', client, { skip: ['create.nationalCloud'] })).resolves.toEqual({
      skipped: 'The option skip names it.',
      advice: [],
    });
  });
});

test('a client that uses the public root in a national cloud has one finding, which says that', async () => {
  const client: CreateConnection = (input) => careful({ ...input, graphUrl: 'https://graph.microsoft.com' });

  expect(await kindsOf('create.nationalCloud', client)).toEqual(['sent.publicRoot']);
});

describe('registersSchema', () => {
  const schema = {
    baseType: 'microsoft.graph.externalItem',
    properties: [{ name: 'title', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
  };

  /** Creates, registers a schema, waits for its operation and loads an item. */
  const connector =
    ({ tries = 3, wait = waitOf, looks = Number.POSITIVE_INFINITY } = {}): CreateConnection =>
    async (input) => {
      const { headers } = requestOf(input);
      const connection = `${urlOf(input)}/${input.connection.id}`;
      await careful(input);
      const body = JSON.stringify(schema);
      let response = await fetch(`${connection}/schema`, { method: 'PATCH', headers, body });
      for (let attempt = 1; attempt < tries && response.status === 429; attempt += 1) {
        await sleep(wait(response));
        response = await fetch(`${connection}/schema`, { method: 'PATCH', headers, body });
      }
      if (!response.ok) throw new Error(`The schema was refused: ${response.status} ${await response.text()}`);
      for (let status = 'inprogress', look = 1; status === 'inprogress'; look += 1) {
        if (look > looks) throw new Error('The schema was not registered in time.');
        await sleep(10_000);
        const operation = await (await fetch(response.headers.get('Location') ?? '', { headers })).json();
        status = operation.status;
        if (status === 'failed') throw new Error(`The schema failed: ${operation.error.message}`);
      }
      const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }];
      const item = { acl, properties: { title: 'One' }, content: { type: 'text', value: 'One' } };
      await fetch(`${connection}/items/1`, { method: 'PUT', headers, body: JSON.stringify(item) });
    };

  test.for(['create.plain', 'create.twoAtOnce', 'schema.refused', 'schema.throttled', 'schema.failed', 'schema.slow'])(
    'a client that registers a schema, waits for it and loads an item passes %s',
    async (key) => {
      await expect(run(key, connector(), { registersSchema: true })).resolves.toHaveProperty('ended');
    },
  );

  test('a client that gives up waiting for the schema passes, and one that fails after it does not', async () => {
    const impatient = connector({ looks: 3 });
    const failing: CreateConnection = async (input) => {
      await connector()(input);
      throw new Error('The schema was not registered in time.');
    };

    await expect(run('schema.slow', impatient, { registersSchema: true })).resolves.toMatchObject({
      ended: 'rejected',
    });
    expect(await kindsOf('schema.slow', failing, { registersSchema: true })).toEqual(['end.refusedSuccess']);
  });

  test('a client may return the operation of its schema, and no id that the service did not return', async () => {
    const returning =
      (change: (operation: { id: string }) => unknown): CreateConnection =>
      async (input) => {
        const { headers } = requestOf(input);
        await careful(input);
        const url = `${urlOf(input)}/${input.connection.id}/schema`;
        const { headers: received } = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(schema) });
        return change(await (await fetch(received.get('Location') ?? '', { headers })).json());
      };
    const options = { registersSchema: true };

    await expect(
      run(
        'create.plain',
        returning((operation) => operation),
        options,
      ),
    ).resolves.toHaveProperty('ended');
    expect(
      await kindsOf(
        'create.plain',
        returning(({ id }) => ({ id: `${id}!` })),
        options,
      ),
    ).toEqual(['end.wrongResult']);
  });

  test('without the promise its requests are findings, and its situations are skipped', async () => {
    expect(await kindsOf('create.plain', connector())).toContain('sent.unasked');
    await expect(run('schema.slow', careful)).resolves.toHaveProperty('skipped');
  });

  test('a schema that fails has to be reported', async () => {
    const swallowing: CreateConnection = (input) => connector()(input).catch(() => {});

    expect(await kindsOf('schema.refused', swallowing, { registersSchema: true })).toEqual(['end.swallowed']);
    expect(await kindsOf('schema.failed', swallowing, { registersSchema: true })).toEqual(['end.swallowed']);
  });

  test('a client may undo its create when its schema fails, and delete nothing else', async () => {
    const remove = (input: ClientInput) =>
      fetch(`${urlOf(input)}/${input.connection.id}`, { method: 'DELETE', headers: requestOf(input).headers });
    const undoing: CreateConnection = async (input) => {
      try {
        await connector()(input);
      } catch (error) {
        await remove(input);
        throw error;
      }
    };
    const removing: CreateConnection = async (input) => {
      await connector()(input);
      await remove(input);
    };

    await expect(run('schema.refused', undoing, { registersSchema: true })).resolves.toMatchObject({
      ended: 'rejected',
    });
    expect(await kindsOf('duplicate.sameId', undoing, { registersSchema: true })).toEqual(['sent.deleted']);
    expect(await kindsOf('create.plain', removing, { registersSchema: true })).toEqual(['sent.deleted']);
  });

  describe('with duplicate: accepts', () => {
    const promises = { registersSchema: true, duplicate: 'accepts' } as const;
    /** Goes on with what exists, and fails with whatever is refused after it. */
    const ensuring: CreateConnection = async (input) => {
      const response = await post(input);
      if (response.status !== 409) await refuseFailure(response);
      const { headers } = requestOf(input);
      const url = `${urlOf(input)}/${input.connection.id}/schema`;
      const registered = await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(schema) });
      if (!registered.ok) throw new Error(`The schema got ${registered.status}.`);
      const operation = await (await fetch(registered.headers.get('Location') ?? '', { headers })).json();
      if (operation.status === 'failed') throw new Error(operation.error.message);
    };

    test.for(['duplicate.sameId', 'duplicate.ofAnother', 'schema.refused', 'schema.failed'])(
      'a client that fails after the connection passes %s',
      async (key) => {
        await expect(run(key, ensuring, promises)).resolves.toHaveProperty('ended');
      },
    );

    test('a client that loads items into a connection that is ready passes', async () => {
      const loading: CreateConnection = async (input) => {
        const response = await post(input);
        if (response.status !== 409) return refuseFailure(response);
        const url = `${urlOf(input)}/${input.connection.id}/items/1`;
        const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }];
        const body = JSON.stringify({ acl, properties: { title: 'One' } });
        const loaded = await fetch(url, { method: 'PUT', headers: requestOf(input).headers, body });
        if (!loaded.ok) throw new Error(`The item got ${loaded.status}.`);
      };

      await expect(run('duplicate.sameId', loading, promises)).resolves.toMatchObject({ ended: 'rejected' });
    });

    test('a client that fails because of the duplicate has a finding', async () => {
      expect(await kindsOf('duplicate.sameId', connector(), promises)).toEqual(['end.duplicateRejected']);
    });
  });

  /** Creates, registers the schema, and polls the connection until it is ready. */
  const polling =
    (looks: number): CreateConnection =>
    async (input) => {
      await careful(input);
      const { headers } = requestOf(input);
      const url = `${urlOf(input)}/${input.connection.id}`;
      await fetch(`${url}/schema`, { method: 'PATCH', headers, body: JSON.stringify(schema) }).then(refuseSchema);
      for (let look = 0; look < looks; look += 1) {
        const { state } = await (await fetch(url, { headers })).json();
        if (state === 'ready') return;
        await sleep(30_000);
      }
      throw new Error('The connection is not ready after half an hour.');
    };
  const refuseSchema = (response: Response) => {
    if (!response.ok) throw new Error(`The schema got ${response.status}.`);
  };

  test('a client that waits for the connection gives up where the schema fails', async () => {
    const promises = { registersSchema: true };

    await expect(run('schema.failed', polling(60), promises)).resolves.toMatchObject({ ended: 'rejected' });
    await expect(run('schema.slow', polling(60), promises)).resolves.toMatchObject({ ended: 'resolved' });
    expect(await kindsOf('schema.failed', polling(Infinity), promises)).toEqual(['pace.endless']);
  }, 30_000);

  test('a client that repeats a refused schema has the finding pace.pointless', async () => {
    const repeating: CreateConnection = async (input) => {
      await careful(input);
      const { headers } = requestOf(input);
      const url = `${urlOf(input)}/${input.connection.id}/schema`;
      const attempt = () => fetch(url, { method: 'PATCH', headers, body: JSON.stringify(schema) }).then(refuseSchema);
      await attempt().catch(async () => {
        await sleep(20_000);
        await attempt();
      });
    };

    expect(await kindsOf('schema.refused', repeating, { registersSchema: true })).toEqual(['pace.pointless']);
    await expect(run('create.plain', repeating, { registersSchema: true })).resolves.toMatchObject({ requests: 2 });
  });

  test('a client that loads hundreds of items passes, and gets advice where it does not wait for the schema', async () => {
    const bodies = Array.from({ length: 500 }, (_, index) => {
      const acl = [{ type: 'everyone', value: 'everyone', accessType: 'grant' }];
      return ['PUT', `/items/${index}`, { acl, properties: { title: 'One' } }] as const;
    });
    const loading = sending(registering, ...bodies);

    await expect(run('create.plain', loading, { registersSchema: true })).resolves.toMatchObject({ requests: 502 });
    await expect(run('schema.slow', loading, { registersSchema: true })).resolves.toMatchObject({
      advice: [expect.stringMatching(/^The client loads items before the schema is registered/)],
    });
  });

  test('a client that promises retries has a finding where it does not retry the schema', async () => {
    const looking: CreateConnection = async (input) => {
      await careful(input);
      const { headers } = requestOf(input);
      const url = `${urlOf(input)}/${input.connection.id}`;
      await fetch(url, { headers });
      const response = await fetch(`${url}/schema`, { method: 'PATCH', headers, body: JSON.stringify(schema) });
      if (!response.ok) throw new Error(`The schema got ${response.status}.`);
    };
    const promises = { registersSchema: true, retries: 'throttling' } as const;

    expect(await kindsOf('schema.throttled', looking, promises)).toEqual(['end.promisedRetry']);
  });

  test('Retry-After binds the registration of the schema too', async () => {
    const hasty = connector({ wait: () => 1000 });

    expect(await kindsOf('schema.throttled', hasty, { registersSchema: true })).toEqual(['pace.tooSoon']);
  });

  /** Creates, sends what follows, and fails with the first refusal. */
  const sending =
    (...bodies: readonly (readonly [method: string, path: string, body: object])[]): CreateConnection =>
    async (input) => {
      const { headers } = requestOf(input);
      await careful(input);
      for (const [method, path, body] of bodies) {
        const url =
          path === '/$batch' ? `${input.graphUrl}/v1.0/$batch` : `${urlOf(input)}/${input.connection.id}${path}`;
        const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
        const text = await response.text();
        if (!response.ok || text.includes('"status":400')) throw new Error(`${path} got ${response.status}: ${text}`);
      }
    };
  const registering = ['PATCH', '/schema', schema] as const;
  const item = { properties: { title: 'One' } };

  test.for<[string, CreateConnection]>([
    ['schema', sending(['PATCH', '/schema', { ...schema, properties: [{ name: 'my title' }] }])],
    ['item', sending(registering, ['PUT', '/items/1', item])],
    ['item, created by POST,', sending(registering, ['POST', '/items', item])],
    [
      'item in a batch',
      async (input) => {
        const headers = { 'Content-Type': 'application/json' };
        const url = `/external/connections/${input.connection.id}/items/1`;
        const requests = [{ id: '1', method: 'PUT', url, headers, body: item }];
        await sending(registering, ['POST', '/$batch', { requests }])(input);
      },
    ],
  ])('a client whose %s Graph refuses has a finding, however it reports that', async ([, client]) => {
    const { findings } = await errorOf('create.plain', client, { registersSchema: true });

    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(['sent.rule']));
  });

  test('a client may return the connection as it read it, once it was ready', async () => {
    const client: CreateConnection = async (input) => {
      await connector()(input);
      const { headers } = requestOf(input);
      return (await fetch(`${urlOf(input)}/${input.connection.id}`, { headers })).json();
    };

    await expect(run('create.plain', client, { registersSchema: true })).resolves.toMatchObject({ ended: 'resolved' });
  });
});

describe('a client that gets its own token', () => {
  const form = (scope: string) =>
    new URLSearchParams({ grant_type: 'client_credentials', client_id: 'app', client_secret: 'secret', scope });

  const getToken = async (scope = 'https://graph.microsoft.com/.default'): Promise<string> => {
    const response = await fetch('https://login.microsoftonline.com/contoso/oauth2/v2.0/token', {
      method: 'POST',
      body: form(scope),
    });
    return (await response.json()).access_token;
  };

  test('is served the token of the situation', async () => {
    const client: CreateConnection = async (input) => careful({ ...input, accessToken: await getToken() });

    await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved', creates: 1 });
    await expect(run('permission.missing', client)).resolves.toMatchObject({ ended: 'rejected' });
  });

  test('has a finding when it sends the token of another scope', async () => {
    const client: CreateConnection = async (input) =>
      careful({ ...input, accessToken: await getToken('api://own/.default') });

    expect(await kindsOf('create.plain', client)).toContain('sent.token');
  });

  test('gets a new token after a 401, with which it succeeds', async () => {
    const client: CreateConnection = async (input) => {
      const response = await post({ ...input, accessToken: await getToken() });
      if (response.status !== 401) return refuseFailure(response);
      return careful({ ...input, accessToken: await getToken() });
    };

    await expect(run('token.expired', client)).resolves.toMatchObject({ ended: 'resolved', creates: 2 });
  });

  describe('and keeps it from run to run', () => {
    let kept: Promise<string> | undefined;
    const keeping: CreateConnection = async (input) => {
      kept ??= getToken();
      const response = await post({ ...input, accessToken: await kept });
      if (response.status !== 401) return refuseFailure(response);
      kept = getToken();
      return careful({ ...input, accessToken: await kept });
    };

    test('meets every situation with it, and gets a new one after a 401', async () => {
      await run('create.plain', keeping);

      await expect(run('create.plain', keeping)).resolves.toMatchObject({ ended: 'resolved', creates: 1 });
      await expect(run('permission.missing', keeping)).resolves.toMatchObject({ ended: 'rejected', creates: 1 });
      await expect(run('token.expired', keeping)).resolves.toMatchObject({ ended: 'resolved', creates: 2 });
      await expect(run('create.plain', keeping, { over: 'http' })).resolves.toMatchObject({ ended: 'resolved' });
    });

    test('has findings for its leaks, and for a token that it got from elsewhere', async () => {
      await run('create.plain', keeping);
      const leaking: CreateConnection = async (input) => {
        await keeping(input);
        console.log(await kept);
      };
      let first: string | undefined;
      const stale: CreateConnection = (input) => {
        first ??= input.accessToken;
        return careful({ ...input, accessToken: first });
      };
      await run('create.plain', stale);

      expect(await kindsOf('create.plain', leaking)).toEqual(['leak.print']);
      expect(await kindsOf('create.plain', stale)).toEqual(['sent.token']);
    });

    test('passes after a run in which it did not settle', async () => {
      const stuck: CreateConnection = async (input) => {
        await keeping(input);
        return new Promise(() => {});
      };

      expect(await kindsOf('create.plain', stuck)).toEqual(['end.pending']);
      await expect(run('create.plain', keeping)).resolves.toMatchObject({ ended: 'resolved' });
    }, 20_000);
  });

  test('leaks no token, neither the first nor a renewed one', async () => {
    const client: CreateConnection = async (input) => {
      await post({ ...input, accessToken: await getToken() });
      const renewed = await getToken();
      console.log(renewed);
      return careful({ ...input, accessToken: renewed });
    };

    expect(await kindsOf('token.expired', client)).toEqual(['leak.print']);
  });

  test('is served over HTTP by the same server', async () => {
    const client: CreateConnection = async (input) => {
      const response = await fetch(`${input.graphUrl}/contoso/oauth2/v2.0/token`, {
        method: 'POST',
        body: form(`${input.graphUrl}/.default`),
      });
      return careful({ ...input, accessToken: (await response.json()).access_token });
    };

    await expect(run('create.plain', client, { over: 'http' })).resolves.toMatchObject({ ended: 'resolved' });
  });

  test('may send its id and secret in the header Authorization', async () => {
    const client: CreateConnection = async (input) => {
      const response = await fetch('https://login.microsoftonline.com/contoso/oauth2/v2.0/token', {
        method: 'POST',
        headers: { Authorization: `Basic ${btoa('app:secret')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' }),
      });
      return careful({ ...input, accessToken: (await response.json()).access_token });
    };

    await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved', creates: 1 });
  });
});

test.for([
  [{ takes: [] }, /^The option takes is an empty array\. Use a list with at least one of .*id, name, description/],
  [{ takes: ['title'] }, /^The option takes is \["title"\]/],
  [{ adds: { Name: 'x' } }, 'run has no option "adds.Name". Did you mean "adds.name"?'],
  [{ adds: 'name' }, /^The option adds is "name"\. Use an object with properties of a connection/],
  [
    { skip: ['create.nothing'] },
    /^The option skip is \["create.nothing"\]\. Did you mean "create\.\w+"\? Use a list of keys of situations/,
  ],
  [{ registersSchema: 'yes' }, /^The option registersSchema is "yes"\. Use true or false\.$/],
  [{ timeoutMS: 5 }, 'run has no option "timeoutMS". Did you mean "timeoutMs"?'],
] as const)('refuses the options %j', async ([options, message]) => {
  await expect(run('create.plain', careful, options as never)).rejects.toThrow(message);
});
