import { type Emulator, type Fault, faults, type PlanOptions } from '../../emulator/index.ts';
import { asRecord } from '../../rules/index.ts';
import { didYouMean } from '../../schemas/index.ts';

/** What plans a fault, for messages. */
export const faultExample = '{"fault":"throttled","retryAfter":2,"on":"createConnection","times":1}';

/**
 * Plans a fault as JSON describes it: its name as `fault`, the options of `plan` (`on`, `times`, `chance`), and those of
 * the fault itself, such as `retryAfter`.
 *
 * @throws TypeError naming the fault or the option that cannot be used.
 */
export function planFault(emulator: Emulator, plan: Readonly<Record<string, unknown>>): void {
  const { fault: name, on, times, chance, ...options } = plan;
  emulator.plan(faultOf(name, options), definedIn({ on, times, chance }));
}

/**
 * Plans a fault as a flag describes it: `throttled`, `throttled:0.2` for one by chance, or JSON.
 *
 * @throws TypeError naming the fault or the option that cannot be used.
 */
export function planFaultOfText(emulator: Emulator, text: string): void {
  const [, fault = text, chance] = /^(\w+):(.*)$/.exec(text) ?? [];
  planFault(emulator, recordIn(text) ?? { fault, ...(chance !== undefined && { chance: Number(chance) }) });
}

type AnyFault = (options: Readonly<Record<string, unknown>>) => Fault;

function faultOf(name: unknown, options: Readonly<Record<string, unknown>>): Fault {
  const names = Object.keys(faults);
  if (typeof name !== 'string' || !Object.hasOwn(faults, name)) {
    const hint = didYouMean(String(name), names) || ` Use one of ${names.join(', ')}.`;
    throw new TypeError(`There is no fault ${JSON.stringify(name) ?? 'in the plan'}.${hint}`);
  }
  // Each checks its own options.
  const make = faults[name as keyof typeof faults] as AnyFault;
  const { retryAfter } = options;
  // JSON has no dates.
  return make(typeof retryAfter === 'string' ? { ...options, retryAfter: new Date(retryAfter) } : options);
}

// The emulator checks them.
function definedIn(options: Readonly<Record<keyof PlanOptions, unknown>>): PlanOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as PlanOptions;
}

function recordIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}
