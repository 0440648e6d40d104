import { urlsInBatch } from './batch.ts';
import { routeOf } from './route.ts';

/**
 * Whether the emulator answers a request itself. What it does not know it would answer with 501; a mock of more than
 * this kit asks its other handlers first. A batch is emulated when one of its parts is. The request can still be read.
 */
export async function isEmulated(request: Request): Promise<boolean> {
  const route = routeOf(request.method, request.url);
  if (route.kind !== 'batch') return route.kind !== 'notEmulated';
  const urls = urlsInBatch(await request.clone().text(), route);
  return urls.length === 0 || urls.some((url) => routeOf('GET', url).kind !== 'notEmulated');
}
