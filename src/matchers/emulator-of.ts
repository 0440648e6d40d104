import type { Emulator } from '../emulator/index.ts';
import { isPromise } from './graph-error-in.ts';
import { isEmulator, wrongReceived } from './usage-error.ts';

/**
 * The emulator that a matcher was called on.
 *
 * @throws TypeError when the value is none.
 */
export function emulatorOf(received: unknown, matcher: string): Emulator {
  if (isEmulator(received)) return received;
  throw wrongReceived(matcher, {
    given: received,
    takes: 'an emulator',
    fix: isPromise(received)
      ? 'Await it first, and pass the emulator behind your client to expect(…).'
      : 'Pass what createEmulator() or useEmulator() returned: expect(graph).',
  });
}

/** Whether the emulator has the connection now; Graph ignores the case of its id. */
export function hasConnection({ connections }: Emulator, connectionId: string): boolean {
  return connections.some(({ id }) => id.toLowerCase() === connectionId.toLowerCase());
}

/** Which connections there are, where the one that a matcher names is missing. */
export function missingConnection({ connections }: Emulator, connectionId: string): string {
  const ids = connections.map(({ id }) => id);
  return `no connection has the id ${connectionId}: ${ids.length === 0 ? 'there is none' : `there are ${ids.join(', ')}`}.`;
}
