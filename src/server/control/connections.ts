import * as z from 'zod';
import type { Engine } from '../../emulator/engine.ts';
import type { ConnectionContents, Emulator } from '../../emulator/index.ts';
import { asRecord } from '../../rules/index.ts';
import type { ExternalConnection } from '../../schemas/index.ts';

const entity = z.looseObject({ id: z.string().min(1) });

/** A connection with its contents: what is not named here is put as it is, unchecked. */
const connectionWithContents = entity.extend({
  schema: z.looseObject({ properties: z.array(z.looseObject({ name: z.string(), type: z.string() })) }).optional(),
  items: z.array(entity).optional(),
  groups: z.array(entity.extend({ members: z.array(entity).optional() })).optional(),
});

/**
 * Puts connections into an emulator: one, an array, or an object that lists them as `connections` or, as Graph does, as
 * `value`. Each may have its `schema`, `items` and `groups`.
 *
 * @throws TypeError saying what cannot be used, and where; nothing is put then.
 */
export function putConnections(emulator: Emulator, value: unknown): void {
  const { connections = asRecord(value)?.value ?? value } = asRecord(value) ?? {};
  const read = z.array(connectionWithContents).safeParse([connections].flat());
  if (!read.success) throw new TypeError(`Cannot read the connections. ${z.prettifyError(read.error)}`);
  for (const { schema, items, groups, ...connection } of read.data) {
    const given = Object.entries({ schema, items, groups }).filter(([, content]) => content !== undefined);
    // They are put as they are: a test may need a state that no request leads to.
    emulator.put(connection as ExternalConnection, Object.fromEntries(given) as ConnectionContents);
  }
}

/** Every connection with its schema, items and groups, oldest first: what `putConnections` takes. */
export function connectionsWithContents({ connections, contents }: Engine): readonly object[] {
  return connections.map((connection) => ({ ...connection, ...contents(connection.id) }));
}
