import type { Emulator } from './emulator.ts';
import { createEngine } from './engine.ts';
import type { EmulatorOptions } from './settings.ts';

/**
 * An emulator with an empty tenant.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { createEmulator } from 'external-connection-testkit/emulator';
 *
 * const graph = createEmulator({ profile: 'live' });
 * const response = await graph.fetch('https://graph.microsoft.com/v1.0/external/connections', {
 *   method: 'POST',
 *   headers: { Authorization: 'Bearer any-token', 'Content-Type': 'application/json' },
 *   body: JSON.stringify({ id: 'contosohr', name: 'Contoso HR', description: 'Employees and teams' }),
 * });
 * response.status; // 201
 * graph.connections[0]?.state; // 'draft'
 * ```
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  return createEngine(options);
}
