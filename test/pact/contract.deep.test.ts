import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ContractError, createConnectionContract, type Interaction } from '../../src/pact/index.ts';
import { failureOf, interactionOf, ownContract, ownFolder, post, recordedIn } from './rehearse.ts';

describe('a contract', () => {
  test('holds the interactions that ran well, and no other', async () => {
    const contract = await ownContract();

    await contract.run(interactionOf(contract, 'create.minimal'), (input) => post(input));
    await contract.run(interactionOf(contract, 'create.duplicate'), (input) => post(input));
    await expect(contract.run(interactionOf(contract, 'create.full'), () => {})).rejects.toThrow(ContractError);

    expect(await recordedIn(contract.file)).toEqual([
      'a create with id, name and description',
      'a create with an id that is taken',
    ]);
  });

  test('loses an interaction that no longer runs well', async () => {
    const contract = await ownContract();
    await contract.run(interactionOf(contract, 'create.minimal'), (input) => post(input));

    await expect(contract.run(interactionOf(contract, 'create.minimal'), () => {})).rejects.toThrow();

    expect(existsSync(contract.file)).toBe(false);
  });

  test('loses what an earlier process has written, with the first run', async () => {
    const contract = await ownContract();
    await writeFile(contract.file, '{"interactions":[{"description":"stale"}]}');

    await contract.run(interactionOf(contract, 'create.minimal'), (input) => post(input));

    expect(await recordedIn(contract.file)).toEqual(['a create with id, name and description']);
  });

  test('has the same bytes whatever the order of its runs, also at the same time', async () => {
    const [one, other] = [await ownContract(), await ownContract()];
    const keys = ['create.minimal', 'create.searchSettings', 'create.missingName'];

    for (const key of keys) await one.run(interactionOf(one, key), (input) => post(input));
    await Promise.all(keys.toReversed().map((key) => other.run(interactionOf(other, key), (input) => post(input))));

    expect(await readFile(one.file, 'utf8')).toBe(await readFile(other.file, 'utf8'));
  });

  test('stands in a file named after consumer and provider', async () => {
    const dir = await ownFolder();

    const { file } = createConnectionContract({ version: 'beta', consumer: 'contoso-hr', provider: 'graph', dir });

    expect(file).toBe(join(dir, 'contoso-hr-graph.json'));
  });

  test('offers the creates by default, and other operations when asked', async () => {
    const creates = await ownContract();
    const updates = await ownContract({ operations: ['updateConnection', 'deleteConnection'] });

    expect(new Set(creates.interactions.map(({ operation }) => operation))).toEqual(new Set(['createConnection']));
    expect(updates.interactions.map(({ key }) => key)).toEqual(['update', 'delete']);
  });

  test.for([
    ['consumer', { consumer: '' }],
    ['consumer', { consumer: '../contoso' }],
    ['provider', { provider: 'a\\b' }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['version', { version: 'v2.0' as 'v1.0' }],
  ] as const)('refuses a bad %s, naming it', async ([name, options]) => {
    await expect(ownContract(options)).rejects.toThrow(`The option ${name} is `);
  });

  test('refuses the key of an interaction, and what is no client', async () => {
    const contract = await ownContract();
    const [interaction] = contract.interactions as readonly [Interaction];
    const key: unknown = interaction.key;

    await expect(contract.run(key as Interaction, () => {})).rejects.toThrow(
      'The option interaction is "create.minimal". Use one of interactions.',
    );
    await expect(contract.run(interaction, Promise.resolve() as never)).rejects.toThrow(
      'The option client is an object of type Promise. Use a function that sends the request.',
    );
  });

  test('names an unknown option with the nearest one', async () => {
    const misspelt: object = { operation: ['updateConnection'] };

    await expect(ownContract(misspelt)).rejects.toThrow(
      'createConnectionContract has no option "operation". Did you mean "operations"?',
    );
  });
});

describe('a client is free', () => {
  test.for(['create.minimal', 'create.duplicate', 'create.throttled'])('to look up first: %s', async (key) => {
    const failure = await failureOf(key, async (input) => {
      const found = await fetch(`${input.graphUrl}/v1.0/external/connections/${input.connection.id}`, {
        headers: { Authorization: `Bearer ${input.accessToken}` },
      });
      if (found.status === 404) await post(input);
    });

    expect(failure).toBe('');
  });

  test.for(['create.throttled', 'create.unavailable'])('to try again until it is created: %s', async (key) => {
    const statuses: number[] = [];

    const failure = await failureOf(key, async (input) => {
      do statuses.push((await post(input)).status);
      while (statuses.at(-1) !== 201);
    });

    expect(failure).toBe('');
    expect(statuses).toHaveLength(2);
  });

  test('to break off a request that it sends first', async () => {
    const failure = await failureOf('create.minimal', async (input) => {
      const headers = { 'Content-Length': 100, Expect: '100-continue' };
      const unfinished = request(`${input.graphUrl}/v1.0/external/connections`, { method: 'POST', headers });
      unfinished.on('continue', () => unfinished.destroy());
      unfinished.flushHeaders();
      await once(unfinished, 'close').catch(() => {});
      await post(input);
    });

    expect(failure).toBe('');
  });

  test('to send first what fetch refuses, which gets no response', async () => {
    const failure = await failureOf('create.minimal', async (input) => {
      const trace = request(`${input.graphUrl}/v1.0/external/connections`, { method: 'TRACE' }).end();
      await expect(once(trace, 'response')).rejects.toMatchObject({ code: 'ECONNRESET' });
      await post(input);
    });

    expect(failure).toBe('');
  });

  test.for(['create.refusedId', 'create.withoutToken', 'create.withoutPermission'])(
    'to throw when it is refused: %s',
    async (key) => {
      const failure = await failureOf(key, async (input) => {
        const response = await post(input);
        if (!response.ok) throw new Error('refused');
      });

      expect(failure).toBe('');
    },
  );

  test('to read back what it has created', async () => {
    let read: unknown;

    const failure = await failureOf('create.minimal', async (input) => {
      await post(input);
      const response = await fetch(`${input.graphUrl}/v1.0/external/connections/contosohr`, {
        headers: { Authorization: `Bearer ${input.accessToken}` },
      });
      read = await response.json();
    });

    expect(failure).toBe('');
    expect(read).toMatchObject({ id: 'contosohr', state: 'draft' });
  });

  test('to follow the Location of an operation, which leads to this machine, until it is completed', async () => {
    const statuses: unknown[] = [];

    const failure = await failureOf(
      'schema.register',
      async (input) => {
        const headers = { Authorization: `Bearer ${input.accessToken}` };
        const response = await fetch(`${input.graphUrl}/v1.0/external/connections/contosohr/schema`, {
          method: 'PATCH',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(input.schema),
        });
        const location = response.headers.get('Location') ?? '';
        expect(location.startsWith(input.graphUrl)).toBe(true);
        statuses.push(((await (await fetch(location, { headers })).json()) as { status: string }).status);
      },
      { operations: ['updateSchema'] },
    );

    expect(failure).toBe('');
    expect(statuses).toEqual(['completed']);
  });

  test('to write flags without a space, as the service reads them', async () => {
    const failure = await failureOf(
      'create.enabledContentExperiences',
      (input) =>
        post(input, {
          path: '/beta/external/connections',
          body: { ...input.connection, enabledContentExperiences: 'search,compliance' },
        }),
      { version: 'beta' },
    );

    expect(failure).toBe('');
  });
});

describe('a client fails in plain words', () => {
  test('when it sends nothing', async () => {
    expect(await failureOf('create.minimal', () => {})).toMatch(
      /^Failed to record create\.minimal, a create with id, name and description:\n- The client never sent POST \/v1\.0\/external\/connections: it sent nothing to http:\/\/127\.0\.0\.1:\d+\. Use graphUrl in place of https:\/\/graph\.microsoft\.com/,
    );
  });

  test('when it throws before it sends', async () => {
    const failure = await failureOf('create.minimal', () => {
      throw new TypeError('no such method');
    });

    expect(failure).toContain('- The client threw: TypeError: no such method');
  });

  test('when it hangs, after the time that it may take', async () => {
    const failure = await failureOf('create.minimal', () => new Promise(() => {}), { timeoutMs: 100 });

    expect(failure).toContain('- The client had neither returned nor thrown after 100 ms');
  });

  test('when it waits too long after a 429', async () => {
    const waits = async (input: Parameters<typeof post>[0]) => {
      await post(input);
      await new Promise(() => {});
    };

    const failure = await failureOf('create.throttled', waits, { timeoutMs: 1000 });

    expect(failure).toContain('after 1000 ms, after the response 429');
  });

  test('when it uses another version', async () => {
    const failure = await failureOf('create.minimal', (input) => post(input, { path: '/beta/external/connections' }));

    expect(failure).toContain('It sent POST /beta/external/connections (201).');
    expect(failure).toContain('The client called beta, and the contract is for v1.0.');
  });

  test('when it adds the version twice', async () => {
    const failure = await failureOf('create.minimal', (input) =>
      post(input, { path: '/v1.0/v1.0/external/connections' }),
    );

    expect(failure).toContain('graphUrl is the root without a version: add the version once.');
  });

  test.for(['//v1.0/external/connections', '/v1.0//external/connections', '/v1.0/external/connections/'])(
    'when it sends to %s',
    async (path) => {
      const failure = await failureOf('create.minimal', (input) => post(input, { path }));

      expect(failure).toContain('- The path has a slash too many: graphUrl ends without one.');
      expect(failure).not.toContain('the version');
    },
  );

  test('when it uses another verb', async () => {
    const failure = await failureOf('create.minimal', (input) => post(input, { method: 'PUT' }));

    expect(failure).toContain('The path was right; the method must be POST.');
  });

  test('when it sends no token', async () => {
    const failure = await failureOf('create.minimal', (input) => post({ ...input, accessToken: '' }));

    expect(failure).toContain('- The Authorization header must contain a bearer token, got nothing');
    expect(failure).toContain('rule token.present');
    expect(failure).toContain("Pact says: Expected a header 'Authorization' but was missing");
  });

  test('when it sends another content type', async () => {
    const failure = await failureOf('create.minimal', ({ accessToken, ...input }) =>
      post(
        { ...input, accessToken },
        { headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'text/plain' } },
      ),
    );

    expect(failure).toContain(
      '- The content type must be application/json, with or without parameters, got "text/plain"',
    );
    expect(failure).toContain('rule contentType.json');
  });

  test('when it sends no JSON', async () => {
    const failure = await failureOf('create.minimal', (input) => post(input, { body: '[object Object]' }));

    expect(failure).toContain('rule body.json)');
  });

  test('when it sends an id that a rule refuses, naming value, rule and fix', async () => {
    const failure = await failureOf('create.minimal', (input) =>
      post(input, { body: { ...input.connection, id: 'contoso-hr' } }),
    );

    expect(failure).toContain(
      '- id must contain only ASCII letters and digits, got "contoso-hr" (at /id, rule id.alphanumeric).\n    Fix: Use letters and digits only',
    );
  });

  test('when it sends another value than it was given, although the rules allow it', async () => {
    const failure = await failureOf('create.minimal', (input) =>
      post(input, { body: { ...input.connection, id: 'contosohr2' } }),
    );

    expect(failure).toContain('- /id is "contosohr2"; expected "contosohr".');
  });

  test('when it sends more than it was given', async () => {
    const failure = await failureOf('create.minimal', (input) =>
      post(input, { body: { ...input.connection, configuration: { authorizedAppIds: [] } } }),
    );

    expect(failure).toContain('- /configuration was sent, and is not in the input of the client.');
  });

  test('when it loses a part of what it was given', async () => {
    const failure = await failureOf('create.searchSettings', (input) =>
      post(input, {
        body: {
          ...input.connection,
          searchSettings: { searchResultTemplates: [{ id: 'employee', priority: 1, layout: {} }] },
        },
      }),
    );

    expect(failure).toContain('- /searchSettings/searchResultTemplates/0/layout/type is missing');
    expect(failure).toContain('- /searchSettings/searchResultTemplates/0/rules is missing');
  });

  test('when it adds a query', async () => {
    const failure = await failureOf('create.minimal', (input) =>
      post(input, { path: '/v1.0/external/connections?api=2' }),
    );

    expect(failure).toContain('- The request has a query (api), and must have none.');
  });

  test('when it throws although the create succeeded', async () => {
    const failure = await failureOf('create.minimal', async (input) => {
      await post(input);
      throw new Error('Cannot read properties of undefined');
    });

    expect(failure).toContain(
      '- The client threw although the response was 201: Error: Cannot read properties of undefined',
    );
  });

  test('without a character that steers a terminal', async () => {
    const failure = await failureOf('create.minimal', async (input) => {
      await post(input);
      throw new Error('\u001b[2J gone');
    });

    expect(failure).toContain('the response was 201: Error: \\u001b[2J gone');
  });

  test('when it creates twice', async () => {
    const failure = await failureOf('create.minimal', async (input) => {
      await post(input);
      await post(input);
    });

    expect(failure).toContain(
      '- The client sent POST /v1.0/external/connections 2 times, although the response was 201.',
    );
  });

  test('when it corrects the invalid input', async () => {
    const failure = await failureOf('create.refusedId', (input) =>
      post(input, { body: { ...input.connection, id: 'contosohr' } }),
    );

    expect(failure).toContain('- /id is "contosohr"; expected "contoso-hr".');
  });

  test('with the interaction and the problems as fields', async () => {
    const contract = await ownContract();

    const failure = await contract.run(interactionOf(contract, 'create.minimal'), () => {}).catch((error) => error);

    expect(failure).toMatchObject({ interaction: 'create.minimal', problems: [expect.stringContaining('never sent')] });
  });
});
