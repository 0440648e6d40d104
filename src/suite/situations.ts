import type { CreateConnection, SuiteOptions } from './client.ts';
import type { Report } from './report.ts';
import { runScene } from './run-scene.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes/index.ts';

/** One situation that a client must get through. */
export interface Situation {
  /** Names it for ever, such as `throttled.once`. */
  readonly key: string;
  /** What the client does in it, or meets. */
  readonly title: string;
  /**
   * Puts a client into the situation. The whole process belongs to it meanwhile: its requests, timers, date and console;
   * another run waits until it is over.
   *
   * @returns what was seen of the client, when it is right.
   * @throws SituationError with everything that it does wrong.
   * @throws TypeError naming the option when one cannot be used.
   */
  run(client: CreateConnection, options?: SuiteOptions): Promise<Report>;
}

/**
 * Everything that Graph does to who creates a connection, for a client of your own. Nothing of it needs a runner.
 *
 * @example
 * ```ts
 * import { situations } from 'external-connection-testkit/suite';
 *
 * for (const situation of situations.slice(0, 3)) {
 *   await situation.run(({ graphUrl, accessToken, connection }) =>
 *     fetch(`${graphUrl}/v1.0/external/connections`, {
 *       method: 'POST',
 *       headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
 *       body: JSON.stringify(connection),
 *     }),
 *   );
 * }
 * situations.length > 20; // true
 * ```
 */
export const situations: readonly Situation[] = scenes.map(situationOf);

function situationOf(scene: Scene): Situation {
  const { key, title } = scene;
  return { key, title, run: (client, options = {}) => runScene(scene, client, options) };
}
