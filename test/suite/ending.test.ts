import { describe, expect, test } from 'vitest';
import type { ClientInput, CreateConnection } from '../../src/suite/index.ts';
import { careful, post, refuseFailure, requestOf, retrying, sleep, urlOf, waitOf } from './clients.ts';
import { errorOf, kindsOf, run } from './run.ts';

/** A client that makes something of every response, its failures included. */
const answering =
  (make: (response: Response, input: ClientInput) => unknown): CreateConnection =>
  async (input) =>
    make(await post(input), input);

const dishonest: readonly (readonly [string, string, string, CreateConnection])[] = [
  ['does not look at the status', 'refused.idHyphen', 'end.swallowed', answering((response) => response.json())],
  ['returns nothing whatever happens', 'error.500', 'end.swallowed', answering(() => undefined)],
  [
    'returns null for a failure',
    'permission.missing',
    'end.swallowed',
    answering((response) => (response.ok ? 'created' : null)),
  ],
  [
    'takes every 4xx for a duplicate',
    'token.expired',
    'end.swallowed',
    answering((response) => ({ isNew: response.ok })),
  ],
  ['does not wait for the response', 'create.plain', 'end.tooEarly', async (input) => void post(input).catch(() => {})],
  ['sends no request', 'create.plain', 'end.neverSent', async () => undefined],
  ['returns false, and no more', 'error.500', 'end.silent', answering((response) => response.ok)],
  [
    'logs and throws the same for every failure',
    'refused.idHyphen',
    'end.silent',
    answering((response) => {
      if (response.ok) return;
      console.error('It failed.');
      throw new Error('It failed.');
    }),
  ],
  ['rejects with nothing', 'error.500', 'end.silent', answering((response) => response.ok || Promise.reject())],
  [
    'throws the same message for every failure',
    'permission.missing',
    'end.silent',
    answering((response) => response.ok || Promise.reject(new Error('It failed.'))),
  ],
  [
    'rejects 201 that is not ready',
    'answer.draft',
    'end.refusedSuccess',
    answering(async (response) => {
      const { state } = await response.json();
      if (state !== 'ready') throw new Error(`The connection is ${state}.`);
    }),
  ],
  [
    'refuses a state that it does not know',
    'answer.futureMember',
    'end.refusedSuccess',
    answering(async (response) => {
      const { state } = await response.json();
      if (!['draft', 'ready'].includes(state)) throw new RangeError(`There is no state ${state}.`);
    }),
  ],
  [
    'expects JSON in every response',
    'error.htmlPage',
    'end.ownError',
    answering(async (response) => {
      const body = await response.json();
      if (body.error) throw new Error(body.error.code);
    }),
  ],
  [
    'expects innerError in every error',
    'error.withoutInnerError',
    'end.ownError',
    answering(async (response) => {
      if (!response.ok) throw new Error((await response.json()).error.innerError.code);
    }),
  ],
  [
    'returns another id',
    'create.plain',
    'end.wrongResult',
    answering(async (response) => {
      await refuseFailure(response);
      return 'contosohr2026';
    }),
  ],
  [
    'returns a state that the connection does not have yet',
    'create.plain',
    'end.wrongResult',
    answering(async (response) => {
      await refuseFailure(response.clone());
      return { ...(await response.json()), state: 'ready' };
    }),
  ],
  [
    'does not reject',
    'error.500',
    'end.pending',
    (input) =>
      new Promise((resolve) => {
        post(input).then(
          (response) => response.ok && resolve(response),
          () => {},
        );
      }),
  ],
  [
    'leaves a rejected promise unhandled',
    'error.500',
    'end.crash',
    async (input) => {
      void Promise.reject(new Error('Nothing awaits this.'));
      await careful(input);
    },
  ],
  [
    'throws in a timer',
    'create.plain',
    'end.crash',
    (input) =>
      new Promise((resolve, reject) => {
        setTimeout(() => {
          throw new Error('Nothing can catch this.');
        }, 10);
        careful(input).then(resolve, reject);
      }),
  ],
];

test.for(dishonest)('a client that %s has a finding in %s: %s', async ([, key, kind, client]) => {
  expect(await kindsOf(key, client)).toContain(kind);
});

test('a client that never settles because it crashed has the finding end.crash alone', async () => {
  const client: CreateConnection = (input) =>
    new Promise((resolve) => {
      void post(input).then(async (response) => resolve(await response.json()));
    });

  expect(await kindsOf('error.htmlPage', client)).toEqual(['end.crash']);
});

const honest: readonly (readonly [string, CreateConnection])[] = [
  [
    'a result that names the cause',
    answering(async (response) => (response.ok ? { ok: true } : { ok: false, status: response.status })),
  ],
  ['the status alone', answering((response) => response.status)],
  [
    'false, after it has logged the cause',
    answering((response) => {
      if (!response.ok) console.error('The create failed:', response.status);
      return response.ok;
    }),
  ],
  [
    'a pair of error and value',
    answering(async (response) => (response.ok ? [null, response] : [new Error(`Graph: ${response.status}`), null])),
  ],
  [
    "kiota's plain object",
    answering(async (response) => {
      const text = await response.text();
      if (!response.ok) throw { errorEscaped: text, responseStatusCode: response.status };
    }),
  ],
  [
    'an error whose cause has the status',
    answering(async (response) => {
      if (!response.ok) throw new Error('It failed.', { cause: { code: response.status } });
    }),
  ],
  [
    'a message of its own for each failure',
    answering(async (response) => {
      if (response.status < 500 && !response.ok) throw new Error('Die Anfrage wurde abgelehnt.');
      if (!response.ok) throw new Error('Der Dienst ist gestört.');
    }),
  ],
];

test.for(honest)('a client that reports a failure by %s passes', async ([, client]) => {
  for (const key of ['permission.missing', 'error.500', 'error.htmlPage']) {
    await expect(run(key, client)).resolves.toMatchObject({ creates: 1 });
  }
});

test('the option duplicate is checked', async () => {
  const accepting = answering(async (response) => response.status === 409 || refuseFailure(response));

  expect(await kindsOf('duplicate.sameId', careful, { duplicate: 'accepts' })).toEqual(['end.duplicateRejected']);
  expect(await kindsOf('duplicate.sameId', accepting, { duplicate: 'rejects' })).toEqual(['end.duplicateAccepted']);
  await expect(run('duplicate.sameId', accepting)).resolves.toMatchObject({ ended: 'resolved' });
  await expect(run('duplicate.sameId', careful)).resolves.toMatchObject({ ended: 'rejected' });
});

test.for([421, 1131])('a client that returns the number %i after a success passes', async (number) => {
  const client = answering(async (response) => {
    await refuseFailure(response);
    return number;
  });

  await expect(run('create.plain', client)).resolves.toMatchObject({ ended: 'resolved' });
});

describe('a client that deletes what has the id, and creates it again', () => {
  const replacing = answering(async (response, input) => {
    if (response.status !== 409) return refuseFailure(response);
    const { headers } = requestOf(input);
    const deleted = await fetch(`${urlOf(input)}/${input.connection.id}`, { method: 'DELETE', headers });
    if (!deleted.ok) throw new Error(`Cannot delete it: ${deleted.status}`);
    return careful(input);
  });

  test.for(['duplicate.sameId', 'duplicate.ofAnother'])('passes %s with duplicate: replaces', async (key) => {
    // Sometimes several of its requests are sent within a millisecond.
    for (let attempt = 0; attempt < 20; attempt += 1) {
      await expect(run(key, replacing, { duplicate: 'replaces' })).resolves.toHaveProperty('ended');
    }
  });

  test('has one finding without', async () => {
    expect(await kindsOf('duplicate.sameId', replacing)).toEqual(['sent.deleted']);
  });
});

test('a client that gives up within timeoutMs passes, and one that waits longer has the finding end.timeout', async () => {
  const impatient: CreateConnection = async (input) =>
    refuseFailure(await post(input, { signal: AbortSignal.timeout(5000) }));

  await expect(run('connection.hang', impatient, { timeoutMs: 5000 })).resolves.toMatchObject({ ended: 'rejected' });
  expect(await kindsOf('connection.hang', careful, { timeoutMs: 500 })).toEqual(['end.timeout']);
});

test.for<[string, (input: ClientInput) => Promise<Response>]>([
  ['by an abort', (input) => post(input, { signal: AbortSignal.timeout(30_000) })],
  [
    'by a race',
    (input) => Promise.race([post(input), sleep(30_000).then(() => Promise.reject(new Error('It took too long.')))]),
  ],
])('a client that gives up too late %s has the finding end.timeout', async ([, send]) => {
  const late: CreateConnection = async (input) => refuseFailure(await send(input));

  const { findings } = await errorOf('connection.hang', late, { timeoutMs: 5000 });

  expect(findings).toMatchObject([
    { kind: 'end.timeout', received: expect.stringMatching(/^it was still waiting after \d{5} ms$/) },
  ]);
});

test('the time-outs of several attempts do not add up', async () => {
  const patient: CreateConnection = async (input) => {
    const send = () => post(input, { signal: AbortSignal.timeout(5000) });
    const response = await send().catch(() => sleep(20_000).then(send));
    await refuseFailure(response);
  };

  await expect(run('connection.hang', patient, { timeoutMs: 5000 })).resolves.toMatchObject({ creates: 2 });
});

test('the finding end.pending names the last response', async () => {
  const client: CreateConnection = async (input) => {
    const response = await post(input);
    await new Promise((resolve) => response.ok && resolve(undefined));
  };

  const { findings } = await errorOf('refused.idHyphen', client);

  expect(findings).toMatchObject([{ kind: 'end.pending', received: 'nothing more after 400 InvalidRequest' }]);
});

test('a finding about an error names its cause', async () => {
  const client: CreateConnection = async (input) => {
    await post(input, { headers: { ...requestOf(input).headers, 'Content-Length': '3' } });
  };

  const { findings } = await errorOf('create.plain', client);

  expect(findings[0]?.received).toBe(
    'TypeError: fetch failed (cause: Request body length does not match content-length header)',
  );
});

test('a 409 after a lost response to the create may be success or failure', async () => {
  const lost: CreateConnection = async (input) => careful(input).catch(() => retrying(waitOf)(input));

  await expect(run('connection.resetCreated', lost)).resolves.toMatchObject({ creates: 2, ended: 'rejected' });
});

test('one error has every finding', async () => {
  const client: CreateConnection = async (input) => {
    await post(input, { body: JSON.stringify({ ...input.connection, name: 'Other' }) });
    await sleep(1000);
    await post(input);
  };

  const error = await errorOf('error.502', client);

  expect(error.message).toMatchInlineSnapshot(`
    "error.502 (502 each time → gives up and reports it): 2 findings.

    1. The connection was not sent as it was given. (sent.body)
      Expected: {"id":"ContosoHR2026","name":"Contoso HR","description":"Emp… (99 characters)
      Received: /name was given as "Contoso HR" and sent as "Other".
      Why it matters: Graph stores what it receives: a value that is lost or changed on the way is missing in search, without an error.
      Fix: Send JSON.stringify(connection): every property, no other, each value as it is. Promise other properties with takes and adds.
      Source: Create externalConnection page (https://learn.microsoft.com/graph/api/externalconnectors-external-post-connections)

    2. A failure was reported as success. (end.swallowed)
      Expected: a rejection, or a result that shows it
      Received: success after 502 UnknownError
      Why it matters: The connection does not exist: the next step, its schema, fails with 404 for no apparent reason.
      Fix: Look at the status: 201 is success, 409 may be. Reject everything else, or return a result that shows the failure, such as the Response.
      Source: Microsoft Graph error responses (https://learn.microsoft.com/graph/errors)

    Requests:
      POST https://graph.microsoft.com/v1.0/external/connections got 502 UnknownError (fault badGateway).
      POST https://graph.microsoft.com/v1.0/external/connections got 502 UnknownError (fault badGateway)."
  `);
  expect(error.situation).toBe('error.502');
});

test.for([
  [{ retries: 'always' }, 'The option retries is "always". Use "never", "throttling" or "outages".'],
  [{ timeoutMs: 0 }, 'The option timeoutMs is 0. Use a number of milliseconds above 0.'],
] as const)('refuses the options %j', async ([options, message]) => {
  await expect(run('create.plain', careful, options as never)).rejects.toThrow(new TypeError(message));
});
