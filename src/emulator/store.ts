import { openQuestions } from '../rules/index.ts';
import type { ExternalConnection } from '../schemas/index.ts';

/** The connections of one tenant, in the order of their creation. */
export interface Store {
  readonly size: number;
  readonly connections: readonly ExternalConnection[];
  has(id: string): boolean;
  /** Keeps the connection, frozen. */
  add(connection: ExternalConnection): void;
  clear(): void;
}

export function createStore(): Store {
  const connections = new Map<string, ExternalConnection>();
  return {
    get size() {
      return connections.size;
    },
    get connections() {
      return [...connections.values()];
    },
    has: (id) => connections.has(keyOf(id)),
    add: (connection) => void connections.set(keyOf(connection.id), deepFreeze(connection)),
    clear: () => connections.clear(),
  };
}

/** Question 11. */
function keyOf(id: string): string {
  return openQuestions.idsIgnoreCase.chosen ? id.toLowerCase() : id;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
