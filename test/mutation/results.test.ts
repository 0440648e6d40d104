import { existsSync, readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';
import { expect, test } from 'vitest';
import { describeMutant, readResults, resultsOf, scoreOf, worsened } from './results.ts';

/** A change of the first word of a file. */
function mutant(status: MutantResult['status']): MutantResult {
  return {
    id: '1',
    fileName: 'src/emulator/batch.ts',
    mutatorName: 'Keyword',
    location: { start: { line: 1, column: 1 }, end: { line: 1, column: 7 } },
    replacement: 'export',
    status,
  };
}

const today = '2026-11-30';

test('counts what became of the mutants of each file', () => {
  const mutants = [mutant('Killed'), mutant('Killed'), mutant('Timeout'), mutant('NoCoverage'), mutant('RuntimeError')];

  const results = resultsOf(mutants, today);

  const tally = { on: today, killed: 2, timedOut: 1, survived: 0, notCovered: 1 };
  expect(results).toEqual({ 'src/emulator/batch.ts': tally });
  expect(scoreOf([tally])).toBe(75);
});

test('names the files of which fewer mutants are noticed than before', () => {
  const before = resultsOf([mutant('Killed'), mutant('Survived')], today);

  expect(worsened(resultsOf([mutant('Survived')], today), before)).toEqual(['src/emulator/batch.ts']);
  expect(worsened(resultsOf([mutant('Killed')], today), before)).toEqual([]);
  expect(worsened(resultsOf([mutant('Survived')], today), {})).toEqual([]);
});

test('describes a mutant by the lines that it touches', () => {
  const [line = ''] = readFileSync(new URL('../../src/emulator/batch.ts', import.meta.url), 'utf8').split('\n');

  expect(describeMutant(mutant('Survived'))).toBe(
    `No test notices this, in src/emulator/batch.ts:1\n- ${line}\n+ ${line.replace(/^\w+/, 'export')}`,
  );
});

test('the committed results are of files that exist', () => {
  const isGone = (file: string) => !existsSync(new URL(`../../${file}`, import.meta.url));

  expect(Object.keys(readResults()).filter(isGone)).toEqual([]);
});
