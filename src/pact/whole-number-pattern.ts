/**
 * The source of a pattern that matches the digits of each whole number from minimum to maximum, and of no other:
 * Pact has no matcher for the range of a number.
 */
export function wholeNumberPattern(minimum: number, maximum: number): string {
  const negative = minimum < 0 ? [`-${between(Math.max(1, -maximum), -minimum)}`] : [];
  const positive = maximum >= 0 ? [between(Math.max(0, minimum), maximum)] : [];
  return `^(?:${[...negative, ...positive].join('|')})$`;
}

function between(lowest: number, highest: number): string {
  const tooLow = lowest > 0 ? `(?!${upTo(lowest - 1)}$)` : '';
  return tooLow + upTo(highest);
}

/** Matches the digits of each number from 0 to the maximum: all shorter ones, and those of its length digit by digit. */
function upTo(maximum: number): string {
  const digits = [...String(maximum)];
  const shorter = digits.slice(1).map((_, more) => (more === 0 ? '\\d' : `[1-9]\\d{${more}}`));
  const asLong = digits.flatMap((digit, at) => {
    const first = at === 0 && digits.length > 1 ? 1 : 0;
    const rest = digits.length - at - 1;
    if (Number(digit) <= first) return [];
    return `${digits.slice(0, at).join('')}[${first}-${Number(digit) - 1}]${rest > 0 ? `\\d{${rest}}` : ''}`;
  });
  return `(?:${[...shorter, ...asLong, String(maximum)].join('|')})`;
}
