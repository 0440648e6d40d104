import { InvalidArgumentError } from 'commander';

/** Reads a whole number of an option; commander reports another value with this message. */
export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    const upTo = maximum === Number.MAX_SAFE_INTEGER ? '' : ` to ${maximum}`;
    throw new InvalidArgumentError(`Use a whole number from ${minimum}${upTo}.`);
  };
}
