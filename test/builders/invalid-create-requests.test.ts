import { describe, expect, test } from 'vitest';
import { invalidCreateRequests } from '../../src/builders/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';
import { rules } from '../../src/index.ts';

const contexts = (['documented', 'live'] as const).flatMap((profile) =>
  (['beta', 'v1.0'] as const).map((version) => ({ profile, version })),
);

describe('invalidCreateRequests', () => {
  test.for(contexts)('in $profile, $version, has each rule that one request can break', (context) => {
    const expected = rules
      .filter(
        ({ checkedBy, operations, profiles, versions }) =>
          checkedBy !== 'tenant' &&
          operations.includes('createConnection') &&
          profiles.includes(context.profile) &&
          versions.includes(context.version),
      )
      .filter(({ when }) => Object.values(when).every((value) => value === false))
      // Profile live accepts on v1.0 what only beta declares.
      .filter(({ when }) => context.profile === 'documented' || !('betaSettingsOnV1' in when))
      .map(({ id }) => id);

    const seen = new Set(invalidCreateRequests(context).map(({ rule }) => rule));

    expect([...seen]).toEqual(expected);
  });

  test('has invalid headers and texts: no token, wrong scheme, content types, empty, malformed, an array, a string', () => {
    const bodies = invalidCreateRequests({ profile: 'documented', version: 'beta' }).map(({ body }) => body);
    const headers = invalidCreateRequests({ profile: 'documented', version: 'beta' }).map(({ headers: sent }) => sent);

    expect(headers).toContainEqual({ 'Content-Type': 'application/json' });
    expect(headers).toContainEqual({ 'Content-Type': 'application/json', Authorization: 'Basic dXNlcjpwYXNzd29yZA==' });
    expect(headers).toContainEqual({ Authorization: 'Bearer fake-access-token' });
    expect(headers).toContainEqual({ Authorization: 'Bearer fake-access-token', 'Content-Type': 'text/plain' });
    expect(bodies).toContain('');
    expect(bodies).toContain('{"id":"contosohr"');
    expect(bodies).toContainEqual([]);
    expect(bodies).toContain('{"id":"contosohr"}');
  });

  test.for(contexts)('in $profile, $version, no two titles are equal', (context) => {
    const titles = invalidCreateRequests(context).map(({ title }) => title);

    expect(new Set(titles).size).toBe(titles.length);
  });

  test('returns a new request each time, with the same bytes', async () => {
    const [entry] = invalidCreateRequests({ profile: 'documented', version: 'beta' });

    const [first, second] = [entry?.request, entry?.request];

    expect(first).not.toBe(second);
    expect(await first?.text()).toBe(await second?.text());
  });

  test('returns bodies that share no objects', () => {
    const [first, second] = invalidCreateRequests({ profile: 'documented', version: 'beta' }).map(
      ({ body }) => body as { name: string },
    );
    if (first) first.name = 'changed';

    expect(second?.name).not.toBe('changed');
  });

  test('follows the switches', () => {
    const without = invalidCreateRequests({ profile: 'documented', version: 'beta' }).map(({ rule }) => rule);
    const strict = invalidCreateRequests({ profile: 'documented', version: 'beta', strictDescription: true }).map(
      ({ rule }) => rule,
    );

    expect(without).not.toContain('description.required');
    expect(strict).toContain('description.required');
  });
});

describe('the catalogue against the emulator', () => {
  test.for(contexts)('in $profile, $version, each entry gets its status, its code, and its rule', async (context) => {
    const graph = createEmulator({ profile: context.profile, onAdvisory: () => {} });
    const differing: string[] = [];

    for (const { title, rule, status, code, request } of invalidCreateRequests(context)) {
      const response = await graph.fetch(request);
      const { error } = (await response.json()) as { error: { code: string } };
      const seen = [response.status, error.code, graph.exchanges.at(-1)?.violations[0]?.rule];
      if (JSON.stringify(seen) !== JSON.stringify([status, code, rule])) differing.push(`${title}: ${seen}`);
    }

    expect(differing).toEqual([]);
    expect(graph.connections).toEqual([]);
  });
});
