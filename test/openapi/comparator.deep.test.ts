import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/index.ts';
import { verifyProvider } from '../../src/pact/index.ts';
import { incompatibilities } from './incompatibilities.ts';
import { created, type Interaction, listed, pactOf, refused, registered, throttled } from './pacts.ts';

const pacts = fileURLToPath(new URL('../../pacts/', import.meta.url));

type Change = (interaction: Interaction) => Interaction;

const inRequest =
  (change: Partial<Interaction['request']>): Change =>
  (it) => ({ ...it, request: { ...it.request, ...change } });
const inAnswer =
  (change: Partial<Interaction['response']>): Change =>
  (it) => ({ ...it, response: { ...it.response, ...change } });
const json = (content: unknown) => ({ content, contentType: 'application/json', encoded: false });

describe('openapi.json beside pacts', () => {
  test.for([created, refused, listed, registered, throttled])(
    'is compatible with $description',
    async (interaction) => {
      expect(await incompatibilities(pactOf([interaction]))).toEqual([]);
    },
  );

  test('agrees with the four shipped pacts', () => {
    expect(globSync('*.json', { cwd: pacts })).toHaveLength(4);
  });

  test.for(globSync('*.json', { cwd: pacts }))(
    'is compatible with the shipped pact %s of its profile',
    async (file) => {
      const profile = file.includes('-documented') ? 'documented' : 'live';

      expect(await incompatibilities(JSON.parse(readFileSync(`${pacts}${file}`, 'utf8')), profile)).toEqual([]);
    },
  );

  test.for<[string, Interaction, Change, string]>([
    ['a status', created, inAnswer({ status: 200 }), 'response.status.unknown [0].response.status'],
    [
      'a path',
      created,
      inRequest({ path: '/v1.0/external/connection' }),
      'request.path-or-method.unknown [0].request.path',
    ],
    ['a method', created, inRequest({ method: 'PUT' }), 'request.path-or-method.unknown [0].request.path'],
    ['no token', created, inRequest({ headers: {} }), 'request.authorization.missing [0].request.headers'],
    [
      'a bad id',
      created,
      inRequest({ body: json({ id: 'sharepoint', name: 'n' }) }),
      'request.body.incompatible [0].request.body.id',
    ],
    [
      'a member of beta on v1.0',
      created,
      inRequest({ body: json({ id: 'contosohr', ingestedItemsCount: 7 }) }),
      'request.body.incompatible [0].request.body',
    ],
    [
      'a schema without properties',
      registered,
      inRequest({ body: json({ baseType: 'microsoft.graph.externalItem', properties: [] }) }),
      'request.body.incompatible [0].request.body.properties',
    ],
    [
      'another header of the response',
      created,
      inAnswer({ headers: { 'X-Connection': ['contosohr'] } }),
      'response.header.unknown [0].response.headers.x-connection',
    ],
    [
      'another member of the response',
      created,
      inAnswer({ body: json({ id: 'contosohr', status: 'draft' }) }),
      'response.body.incompatible [0].response.body',
    ],
    [
      'another type in the response',
      created,
      inAnswer({ body: json({ id: 17 }) }),
      'response.body.incompatible [0].response.body.id',
    ],
    [
      'an error without a code',
      refused,
      inAnswer({ body: json({ error: { code: 17, message: '' } }) }),
      'response.body.incompatible [0].response.body.error.code',
    ],
    [
      'an option of another kind',
      listed,
      inRequest({ query: { $top: ['all'] } }),
      'request.query.incompatible [0].request.query.$top',
    ],
  ])('names %s that the document does not have', async ([, interaction, change, line]) => {
    expect(await incompatibilities(pactOf([change(interaction)]), 'documented')).toContain(line);
  });

  // One schema for all error responses costs the comparator the codes of each: verifying the contract checks them.
  test('leaves the code of an error response to verifyProvider', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kit-contract-'));
    const verify = async (code: string) => {
      const error = { code, message: 'The request is malformed or incorrect.' };
      const pact = pactOf([inAnswer({ headers: {}, body: json({ error }) })(refused)]);
      expect(await incompatibilities(pact)).toEqual([]);
      await writeFile(join(folder, 'pact.json'), JSON.stringify(pact));
      return verifyProvider({ emulator: createEmulator({ onAdvisory: () => {} }), pacts: [join(folder, 'pact.json')] });
    };

    const right = await verify('InvalidRequest');
    const wrong = verify('NameAlreadyExists');

    expect(right.totals).toMatchObject({ passed: 1, failed: 0 });
    await expect(wrong).rejects.toThrow('$.error.code');
    await rm(folder, { recursive: true, force: true });
  });
});
