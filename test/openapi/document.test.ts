import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { errorResponses, rules } from '../../src/index.ts';
import { matchOperation, operationNames } from '../../src/rules/index.ts';
import { operationsIn, readDocument } from './document.ts';

/** Without HEAD, which every GET has. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What the emulator does with a request: the operation, or the kind of a path without one. */
function routed(method: string, path: string): string {
  const route = matchOperation(method, `https://graph.microsoft.com${path.replaceAll(/\{\w+\}/g, 'x')}`);
  return route.kind === 'operation' ? route.operation : route.kind;
}

describe('openapi.json', () => {
  test('is valid OpenAPI 3.1, by an independent validator', async () => {
    const validator = new Validator();

    const result = await validator.validate({ ...readDocument() });

    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('names the three national roots that have the operation', () => {
    expect(readDocument().servers).toEqual([
      { url: 'https://graph.microsoft.com' },
      { url: 'https://graph.microsoft.us' },
      { url: 'https://dod-graph.microsoft.us' },
    ]);
  });

  test('has each method on each of its paths that the emulator serves, and no other', () => {
    const { paths } = readDocument();

    const served = Object.keys(paths).flatMap((path) =>
      methods
        .filter((method) => [...operationNames, 'batch'].includes(routed(method, path)))
        .map((method) => `${method} ${path}`),
    );

    expect([...operationsIn(readDocument()).keys()].toSorted()).toEqual(served.toSorted());
  });

  test.for(['v1.0', 'beta'])('has every operation of the kit on %s, but for the quota on v1.0', (version) => {
    const documented = [...operationsIn(readDocument()).keys()]
      .map((key) => key.split(' ') as [string, string])
      .filter(([, path]) => path.startsWith(`/${version}/`))
      .map(([method, path]) => routed(method, path));

    const expected = [...operationNames, 'batch'].filter((name) => version === 'beta' || name !== 'getQuota');
    expect([...new Set(documented)].toSorted()).toEqual(expected.toSorted());
  });

  test('gives no two operations the same id', () => {
    const ids = [...operationsIn(readDocument()).values()].map(({ operationId }) => operationId);

    expect(ids).toHaveLength(2 * operationNames.length + 3);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the status and the code of each rule of an operation', () => {
    const missing: string[] = [];
    const document = readDocument();

    for (const [key, { responses }] of operationsIn(document)) {
      const [method = '', path = ''] = key.split(' ');
      for (const { id, operations, error } of rules) {
        if (!operations.some((operation) => operation === routed(method, path))) continue;
        const { status, code } = errorResponses[error];
        const name = String(responses[status]?.$ref).replace('#/components/responses/', '');
        const codes = JSON.stringify(document.components.responses[name]?.content?.['application/json'].schema);
        if (!codes?.includes(`"${code}"`)) missing.push(`${key}: ${id}`);
      }
    }

    expect(missing).toEqual([]);
  });

  test('lists evidence, source and error of each rule that it cites', () => {
    const document = readDocument();
    const cited = JSON.stringify(document).matchAll(/\[(\w+\.\w+)\]/g);

    const missing = [...cited].map(([, id = '']) => id).filter((id) => !document['x-rules'][id]);

    expect(missing).toEqual([]);
    expect(document['x-rules']).toHaveProperty(['id.reserved'], {
      evidence: 'documented',
      source: 'connectionPage',
      error: 'malformed',
    });
    expect(document).toHaveProperty(
      ['x-sources', 'connectionPage'],
      expect.stringContaining('https://learn.microsoft'),
    );
  });

  test('cites every rule that holds where no switch is turned', () => {
    const text = JSON.stringify(readDocument());
    const switched = ['description.required', 'state.readOnly', 'ingestedItemsCount.readOnly'];

    const uncited = rules.map(({ id }) => id).filter((id) => !text.includes(`[${id}]`));

    expect(uncited.toSorted()).toEqual(switched.toSorted());
  });
});
