import { asRecord, type OperationName, operationNames } from '../rules/index.ts';
import { badOption, option, readOptions } from '../schemas/index.ts';
import type { RecordedRequest } from './exchange.ts';
import type { Fault, PlannedFault, PlannedOperation } from './faults.ts';

/** A request as a plan sees it: without its token. */
export interface PlannedRequest extends RecordedRequest {
  /** Undefined where the request is for none of the operations, such as by a method that none has. */
  readonly operation: OperationName | undefined;
}

/** Which requests get a planned fault, and how often. */
export interface PlanOptions {
  /** How many requests get the fault, a whole number from 1 or Number.POSITIVE_INFINITY. Default 1; by chance, infinite. */
  readonly times?: number;
  /**
   * Which requests may get it: those of an operation, or of several, or those to Graph that a function picks;
   * `requestToken` names those for a token. Default: the fault's own.
   */
  readonly on?: PlannedOperation | readonly PlannedOperation[] | ((request: PlannedRequest) => boolean);
  /** How probable it is that such a request gets it, more than 0 and at most 1. The seed draws. Default: certain. */
  readonly chance?: number;
}

/** A request to Graph, or one for a token: that one only a plan fits which names it. */
type Requested = PlannedRequest | { readonly operation: 'requestToken' };

/** A plan as it stands. */
export interface FaultPlan {
  /** The name of the fault. */
  readonly fault: string;
  /** How many more requests get it; infinite where the plan has no end. */
  readonly times: number;
  /** How many requests have got it. */
  readonly used: number;
  /** The operations that it hits; absent where it hits every request, or those that a function picks. */
  readonly on?: readonly PlannedOperation[];
  readonly chance?: number;
}

/** What a plan may name. */
export const plannedOperations: readonly PlannedOperation[] = [...operationNames, 'requestToken'];

/** The planned faults, in the order of planning. */
export type FaultQueue = ReturnType<typeof createFaultQueue>;

interface Plan extends PlannedFault {
  readonly matches: (request: Requested) => boolean;
  readonly state: { -readonly [Name in keyof FaultPlan]: FaultPlan[Name] };
}

const isTimes = (times: unknown) => times === Infinity || (Number.isSafeInteger(times) && Number(times) >= 1);
const isChance = (chance: unknown) => typeof chance === 'number' && chance > 0 && chance <= 1;

const planOptions = {
  times: option.where<number>(isTimes, 'a whole number from 1, or Number.POSITIVE_INFINITY'),
  chance: option.where<number>(isChance, 'a number above 0 and up to 1'),
  on: option.any<NonNullable<PlanOptions['on']>>(),
};

/** @param fraction draws a number from 0 up to 1. */
export function createFaultQueue(seed: number, fraction: () => number) {
  const queued: Plan[] = [];
  let isSeedLogged = false;

  function planOf(fault: Fault, options: PlanOptions): Plan {
    const { chance, on, times = chance === undefined ? 1 : Infinity } = readOptions('plan', planOptions, options);
    requireFault(fault);
    const given = on === undefined ? fault.on : on;
    const picked = pickerOf(given);
    const { name, only } = fault;
    const matches: Plan['matches'] = (request) =>
      (only === undefined || ('headers' in request && only(request))) && picked(request);
    const operations = typeof given !== 'function' && given && { on: [given].flat() };
    const state = { fault: name, times, used: 0, ...operations };
    if (chance === undefined) return { fault, state, matches };
    const hits: Plan['matches'] = (request) => matches(request) && fraction() < chance;
    return { fault, state: { ...state, chance }, seed, matches: hits };
  }

  return {
    /** The plans that still hit requests: a new array. */
    get plans(): readonly FaultPlan[] {
      return queued.map(({ state }) => ({ ...state }));
    },
    /** The same, not copied: empty for most requests. */
    queued: queued as readonly unknown[],
    add(fault: Fault, options: PlanOptions = {}) {
      const plan = planOf(fault, options);
      queued.push(plan);
      if (plan.seed === undefined || isSeedLogged) return;
      // A person needs the seed to draw the same faults again. Not on the standard output: it may be JSON.
      console.warn(`Faults by chance follow seed ${seed}: the same seed replays them.`);
      isSeedLogged = true;
    },
    /** The fault of a request: that of the first plan that matches it and, by chance, hits it. */
    next(request: Requested): PlannedFault | undefined {
      const plan = queued.find(({ matches }) => matches(request));
      if (!plan) return undefined;
      plan.state.times -= 1;
      plan.state.used += 1;
      if (plan.state.times === 0 && queued.includes(plan)) queued.splice(queued.indexOf(plan), 1);
      return plan;
    },
    clear() {
      queued.length = 0;
    },
  };
}

function pickerOf(on: PlanOptions['on']): Plan['matches'] {
  if (on === undefined) return ({ operation }) => operation !== 'requestToken';
  if (typeof on === 'function') return (request) => request.operation !== 'requestToken' && on(request);
  const picked: readonly unknown[] = [on].flat();
  const known: readonly string[] = plannedOperations;
  const isUnknown = (name: unknown) => !known.some((one) => one === name);
  if (picked.length === 0 || picked.some(isUnknown)) {
    const culprit = picked.length === 0 ? '[]' : picked.find(isUnknown);
    throw badOption('on', culprit, `one of the operations ${known.join(', ')}, an array of them, or a function`, known);
  }
  return ({ operation }) => picked.includes(operation);
}

function requireFault(fault: Fault): void {
  if (typeof asRecord(fault)?.change === 'function') return;
  throw new TypeError(
    `The fault is of type ${typeof fault}. Use what a function of faults returns: faults.throttled().`,
  );
}
