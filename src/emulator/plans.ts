import { requireWholeNumber } from '../schemas/index.ts';
import type { Fault } from './faults.ts';

/** The faults that wait for their requests, in the order of planning. */
export interface Plans {
  add(fault: Fault, times: number): void;
  /** The fault of the next request, if one is planned. */
  next(): Fault | undefined;
  clear(): void;
}

export function createPlans(): Plans {
  let plans: { readonly fault: Fault; left: number }[] = [];
  return {
    add(fault, times) {
      requireWholeNumber('times', times, 1);
      plans.push({ fault, left: times });
    },
    next() {
      const [plan] = plans;
      if (!plan) return undefined;
      plan.left -= 1;
      if (plan.left === 0) plans.shift();
      return plan.fault;
    },
    clear() {
      plans = [];
    },
  };
}
