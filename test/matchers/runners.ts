import { expect as expectPackage } from 'expect';
import { matchers } from 'external-connection-testkit/matchers';
import 'external-connection-testkit/vitest';
import { type ExpectStatic, expect } from 'vitest';

expectPackage.extend(matchers);

type Assertion = (expect: ExpectStatic) => unknown;

/** The package has every matcher that is used here, with the same types. */
const runners = { vitest: expect, expect: expectPackage as unknown as ExpectStatic };

/** Asserts that an assertion passes in vitest and with the package `expect` of jest. */
export async function hold(assertion: Assertion): Promise<void> {
  for (const runner of Object.values(runners)) await assertion(runner);
}

/** The message of a failed assertion, the same in both runners. */
export async function failureOf(assertion: Assertion): Promise<string> {
  const [first, second] = await Promise.all(Object.values(runners).map((runner) => messageOf(assertion, runner)));
  if (first === undefined || first !== second) throw new Error(`vitest: ${first}\nexpect: ${second}`);
  return first;
}

async function messageOf(assertion: Assertion, runner: ExpectStatic): Promise<string | undefined> {
  try {
    await assertion(runner);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
