import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { replaced } from '../replaced.ts';
import type { World } from './create-world.ts';
import { fetchInto } from './fetch-into.ts';
import { requestInto } from './request-into.ts';

/**
 * Leads every request of this process into a world, by whatever way `fetch`, `node:http` and `node:https` are
 * imported; none leaves. Not MSW: a server of the user's own in the same file would be asked first, and refuse what it
 * does not know.
 *
 * @returns puts everything back.
 */
export function intercept(world: Pick<World, 'fetch'>): () => void {
  const putBack = [
    replaced(globalThis, { fetch: fetchInto(world) }),
    replaced(http, requestInto(world, 'http')),
    replaced(https, requestInto(world, 'https')),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const undo of putBack) undo();
    syncBuiltinESMExports();
  };
}
