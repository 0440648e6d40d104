import type { FaultPlan } from '../emulator/index.ts';
import { emulatorOf } from './emulator-of.ts';
import type { MatcherResult } from './result.ts';

/** Whether requests used up every planned fault. */
export function toHaveUsedEveryFault(received: unknown): MatcherResult {
  const { unusedFaults } = emulatorOf(received, 'toHaveUsedEveryFault');
  return {
    pass: unusedFaults.length === 0,
    message: () =>
      unusedFaults.length === 0
        ? 'Expected a planned fault that no request used up, but there is none.'
        : `Expected requests to use up every planned fault, but these are left:\n\n${unusedFaults.map(describePlan).join('\n')}`,
  };
}

function describePlan({ fault, times, on, used }: FaultPlan): string {
  const more = Number.isFinite(times) ? `${times} more ${times === 1 ? 'request' : 'requests'}` : 'every request';
  return `${fault}, for ${more}${on ? ` of ${on.join(', ')}` : ''}; used ${used} ${used === 1 ? 'time' : 'times'}`;
}
