import { replaceFile } from '../pact/contract-file.ts';
import { asRecord } from '../rules/index.ts';

/** One test of a JUnit report. */
export interface JunitCase {
  readonly name: string;
  readonly className: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it failed or was skipped, in one line. */
  readonly message: string;
  /** The same in full; empty where there is nothing more to say. */
  readonly text: string;
}

/** Results as JUnit XML: a test suite for each name, with its test cases. */
export function junitOf(suites: readonly (readonly [name: string, cases: readonly JunitCase[]])[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${countsOf(suites.flatMap(([, cases]) => cases))}>`,
    ...suites.map(([name, cases]) =>
      [`<testsuite name="${escapedXml(name)}" ${countsOf(cases)}>`, ...cases.map(caseXml), '</testsuite>'].join('\n'),
    ),
    '</testsuites>',
    '',
  ].join('\n');
}

/**
 * Writes the file that a flag names.
 *
 * @throws TypeError saying why it cannot be written.
 */
export function writeReport(flag: string, file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (cause) {
    const fix = 'Fix: name a file that can be written, in a folder that exists.';
    // Without the name of the temporary file.
    const reason = String(asRecord(cause)?.message).replace(/, (?:open|write|rename)\b.*$/s, '');
    throw new TypeError(`Failed to write ${JSON.stringify(file)} of ${flag}: ${reason}.\n${fix}`, { cause });
  }
}

function countsOf(cases: readonly JunitCase[]): string {
  const seconds = cases.reduce((sum, { duration }) => sum + duration, 0) / 1000;
  const count = (outcome: JunitCase['outcome']) => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}" time="${seconds}"`;
}

function caseXml({ name, className, duration, outcome, message, text }: JunitCase): string {
  const attributes = `name="${escapedXml(name)}" classname="${escapedXml(className)}" time="${duration / 1000}"`;
  const lines = escapedXml(text);
  if (outcome === 'passed') return `<testcase ${attributes}/>`;
  if (outcome === 'failed') {
    return `<testcase ${attributes}><failure message="${escapedXml(message)}">${lines}</failure></testcase>`;
  }
  // JUnit has no failure that is allowed: it is written beside the test.
  const output = lines && `<system-out>${lines}</system-out>`;
  return `<testcase ${attributes}><skipped message="${escapedXml(message)}"/>${output}</testcase>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A text escaped for XML 1.0, in attributes too. */
function escapedXml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
    .replaceAll('\n', '&#10;');
}
