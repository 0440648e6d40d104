import { decideRead } from '../emulator/can-read.ts';
import type { Emulator, Reader } from '../emulator/index.ts';
import { printable } from '../schemas/index.ts';
import { emulatorOf } from './emulator-of.ts';
import type { MatcherResult } from './result.ts';

const name = 'toAllowRead';

/** Whether a user may read an item, by its acl. */
export function toAllowRead(received: unknown, connectionId: string, itemId: string, reader: Reader): MatcherResult {
  const graph = emulatorOf(received, name);
  const pass = graph.canRead(connectionId, itemId, reader);
  return {
    pass,
    message: () => {
      const wanted = `the acl of item ${itemId} to ${pass ? 'refuse' : 'allow'} ${printable(JSON.stringify(reader))} to read it`;
      return `Expected ${wanted}, but ${reasonIn(graph, { connectionId, itemId, reader })}`;
    },
  };
}

interface Question {
  readonly connectionId: string;
  readonly itemId: string;
  readonly reader: Reader;
}

/** The entry that decides, or the whole acl where none is for the reader. */
function reasonIn(graph: Emulator, { connectionId, itemId, reader }: Question): string {
  const acl = graph.items(connectionId).find(({ id }) => id === itemId)?.acl ?? [];
  const members = new Map(graph.groups(connectionId).map((group) => [group.id, group.members ?? []]));
  const { entry } = decideRead(acl, reader, (id) => members.get(id) ?? []);
  if (!entry) return `no entry is for that user: ${printable(JSON.stringify(acl))}`;
  return `an entry ${entry.accessType === 'deny' ? 'denies' : 'grants'} it: ${printable(JSON.stringify(entry))}`;
}
