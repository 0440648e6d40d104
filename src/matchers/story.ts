import { type Exchange, explainExchange } from '../emulator/index.ts';
import { showValue } from '../schemas/index.ts';

const longestStory = 5;

/** The exchanges in words, the latest five where there are more. */
export function storyOf(exchanges: readonly Exchange[]): string {
  const told = exchanges.slice(-longestStory).map(toldOf);
  const left = exchanges.length - told.length;
  return [...(left > 0 ? [`(${left} before these)`] : []), ...told].join('\n\n');
}

/** What came instead of what was expected. */
export function insteadOf(exchanges: readonly Exchange[]): string {
  if (exchanges.length === 0) return nothingCame;
  return `What came:\n\n${storyOf(exchanges)}`;
}

/** Pairs a number with its noun: `1 request`, `2 requests`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const nothingCame =
  'No request came. See that the test awaits your client, and that it calls https://graph.microsoft.com through the\n' +
  'handlers of this emulator, the url of its server, or graph.fetch.';

function toldOf(exchange: Exchange): string {
  const { body } = exchange.request;
  return body === '' ? explainExchange(exchange) : `${explainExchange(exchange)}\nIt sent ${showValue(body)}`;
}
