import { expect, test } from 'vitest';
import { documentLines, runDocument } from './run-document.ts';

// The same as `npm run conformance` with few requests, for there they are 5,400.
test('the emulator returns only what the OpenAPI documents declare', { timeout: 300_000 }, async () => {
  const findings = await runDocument({ count: 720, seed: 1 });

  expect(documentLines(findings).slice(1)).toEqual(['Undeclared: 0 statuses, 0 headers, 0 bodies.']);
  expect(findings).toMatchObject({ requests: 720, operations: 90 });
  expect([...findings.statuses.keys()].toSorted()).toEqual([200, 201, 202, 204, 400, 401, 404, 415]);
});
