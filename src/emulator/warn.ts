import { explainViolation, type Violation } from '../schemas/index.ts';

/** Prints why a request was refused; made for the option `onViolation`. */
export function warnViolation(violation: Violation): void {
  console.warn(`Graph refused a request. ${explainViolation(violation)}`);
}

/** Prints what the live service would refuse or ignore in an accepted request; the default of `onAdvisory`. */
export function warnAdvisory(advisory: Violation): void {
  console.warn(`Accepted, but the live service does otherwise. ${explainViolation(advisory)}`);
}

/** Prints the seed that draws the faults by chance, so that a person can draw them again. */
export function tellSeed(seed: number): void {
  console.info(`Faults by chance follow seed ${seed}: createEmulator({ seed: ${seed} }) replays them.`);
}
