import {
  explainInteraction,
  type InteractionResult,
  titleOf,
  type VerificationResults,
} from '../pact/verify/verification-results.ts';
import { byPact } from './verification-table.ts';

/** The results as JUnit XML: a test suite for each pact, a test case for each interaction. */
export function junitOf({ interactions }: VerificationResults): string {
  const suites = byPact(interactions);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${countsOf(interactions)}>`,
    ...suites.map(([name, results]) =>
      [`<testsuite name="${escaped(name)}" ${countsOf(results)}>`, ...results.map(caseOf), '</testsuite>'].join('\n'),
    ),
    '</testsuites>',
    '',
  ].join('\n');
}

function countsOf(results: readonly InteractionResult[]): string {
  const seconds = results.reduce((sum, { duration }) => sum + duration, 0) / 1000;
  const failures = results.filter(({ outcome }) => outcome === 'failed').length;
  const skipped = results.filter(({ outcome }) => outcome === 'pending' || outcome === 'skipped').length;
  return `tests="${results.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds}"`;
}

function caseOf(result: InteractionResult): string {
  const { consumer, provider, outcome, duration, reason = 'pending' } = result;
  const name = `name="${escaped(titleOf(result))}" classname="${escaped(`${consumer}.${provider}`)}" time="${duration / 1000}"`;
  const lines = escaped(explainInteraction(result).join('\n'));
  if (outcome === 'passed') return `<testcase ${name}/>`;
  if (outcome === 'failed') {
    const [first] = result.mismatches;
    const message = first ? escaped(`${first.place}: expected ${first.expected}, got ${first.seen}`) : '';
    return `<testcase ${name}><failure message="${message}">${lines}</failure></testcase>`;
  }
  // JUnit has no failure that is allowed: it is written beside the test.
  const output = lines && `<system-out>${lines}</system-out>`;
  return `<testcase ${name}><skipped message="${escaped(reason)}"/>${output}</testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text escaped for XML 1.0, in attributes too. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll('\n', '&#10;');
}
