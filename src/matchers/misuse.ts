import { nameOf } from './name-of.ts';

interface Misuse {
  /** What was given: the value itself, of which only its kind is told. */
  readonly given: unknown;
  /** What may be given, such as `an emulator`. */
  readonly takes: string;
  /** How to mend the call, in one sentence. */
  readonly fix: string;
}

/** A complaint about what stands in `expect(…)`, whatever the assertion says: a matcher that cannot judge must not pass. */
export function wrongReceived(matcher: string, { given, takes, fix }: Misuse): TypeError {
  return new TypeError(`${matcher} cannot judge what expect(…) was given: ${nameOf(given)}. It takes ${takes}. ${fix}`);
}

/** A complaint about an argument of the matcher. */
export function wrongArgument(matcher: string, { given, takes, fix }: Misuse): TypeError {
  return new TypeError(`${matcher}(…) was given ${nameOf(given)}. It takes ${takes}. ${fix}`);
}
