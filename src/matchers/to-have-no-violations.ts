import * as z from 'zod';
import { isRefused } from '../emulator/exchange.ts';
import { readOptions } from '../schemas/index.ts';
import { counted, describeExchanges, exchangesOf } from './describe-exchanges.ts';
import type { MatcherResult } from './result.ts';

const name = 'toHaveNoViolations';

/** The options of `toHaveNoViolations`. */
export interface NoViolationsOptions {
  /** Whether advisories count too: what the live service refuses or ignores, and profile documented accepts. Default false. */
  readonly advisories?: boolean;
}

const shape = { advisories: z.boolean('true or false').optional() };

/** Whether no request broke a rule. */
export function toHaveNoViolations(received: unknown, options: NoViolationsOptions = {}): MatcherResult {
  const exchanges = exchangesOf(received, name);
  const { advisories } = readOptions(name, shape, options);
  const wrong = exchanges.filter((exchange) => isRefused(exchange) || (advisories && exchange.advisories.length > 0));
  return {
    pass: wrong.length === 0,
    message: () =>
      wrong.length === 0
        ? `Expected a request that breaks a rule, but ${counted(exchanges.length, 'request')} broke none.`
        : `Expected no request to break a rule, but ${wrong.length} of ${exchanges.length} did:\n\n${describeExchanges(wrong)}`,
  };
}
