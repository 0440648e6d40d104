import { readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';
import { expect, test } from 'vitest';
import { resultsOf, scoreOf, unexplained } from './results.ts';

/** A change of the first word of a file. */
function mutant(status: MutantResult['status'], replacement = 'export'): MutantResult {
  return {
    id: '1',
    fileName: 'src/emulator/batch.ts',
    mutatorName: 'Keyword',
    location: { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } },
    replacement,
    status,
  };
}

const none = { rooms: {}, survivors: [] };

test('counts what became of the mutants of each room', () => {
  const mutants = [mutant('Killed'), mutant('Killed'), mutant('Timeout'), mutant('NoCoverage'), mutant('RuntimeError')];

  const { rooms } = resultsOf(mutants, none);

  expect(rooms).toEqual({ emulator: { killed: 2, timedOut: 1, survived: 0, notCovered: 1 } });
  expect(scoreOf(Object.values(rooms))).toBe(75);
});

test('lists a survivor by the lines that it touches', () => {
  const [line = ''] = readFileSync(new URL('../../src/emulator/batch.ts', import.meta.url), 'utf8').split('\n');

  const { survivors } = resultsOf([mutant('Survived')], none);

  expect(survivors).toEqual([
    {
      file: 'src/emulator/batch.ts',
      original: line,
      mutant: line.replace(/^\w+/, 'export'),
      because: '',
    },
  ]);
});

test('a survivor that was known keeps its reason, and another one has none', () => {
  const [known] = resultsOf([mutant('Survived')], none).survivors;
  const before = { rooms: {}, survivors: known ? [{ ...known, because: 'typesOnly' }] : [] };

  const results = resultsOf([mutant('Survived'), mutant('Survived', 'declare')], before);

  expect(results.survivors.map(({ because }) => because)).toEqual(['', 'typesOnly']);
  expect(unexplained(results).map(({ mutant }) => mutant.slice(0, 7))).toEqual(['declare']);
});
