/** A complaint about an option: its name, its value, and what to use instead. */
export function badOption(name: string, value: unknown, allowed: string): TypeError {
  const shown = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return new TypeError(`The option ${name} is ${shown}. Use ${allowed}.`);
}

/**
 * Lets a whole number of at least the minimum pass.
 *
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function requireWholeNumber(name: string, value: number, minimum: number, unit = ''): void {
  if (Number.isSafeInteger(value) && value >= minimum) return;
  throw badOption(name, value, `a whole number ${unit && `of ${unit} `}from ${minimum}`);
}
