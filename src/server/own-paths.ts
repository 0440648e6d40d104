import { printable } from '../schemas/index.ts';

/** Responds to a request for one of the kit's own paths. @throws TypeError where its body cannot be used. */
type Respond = (request: Request) => Response | Promise<Response>;

/** The kit's own paths, with the methods of each. */
export type OwnPaths = Readonly<Record<string, Readonly<Record<string, Respond>>>>;

/** Whether a path is one of the kit's own; Graph has none that begins with an underscore. */
export function isOwnPath(pathname: string): boolean {
  return ['/', '/status.json', '/health', '/favicon.ico'].includes(pathname) || pathname.startsWith('/_');
}

/** The response to a request for one of the kit's own paths: 404 or 405 where it has none such, 400 for a bad body. */
export async function respondAtOwnPath(request: Request, paths: OwnPaths): Promise<Response> {
  const { pathname } = new URL(request.url);
  const methods = Object.hasOwn(paths, pathname) ? paths[pathname] : undefined;
  if (!methods) {
    const known = Object.keys(paths).join(', ');
    return ownError(404, 'NotFound', `The server has no path ${printable(pathname)}. Use one of ${known}.`);
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const respond = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (!respond) {
    const allow = Object.keys(methods).join(', ');
    return ownError(405, 'MethodNotAllowed', `${pathname} takes ${allow} only.`, { Allow: allow });
  }
  try {
    const response = await respond(request);
    response.headers.set('Cache-Control', 'no-store');
    return response;
  } catch (error) {
    // Anything else is a fault of the kit's own, and stays one.
    if (!(error instanceof TypeError)) throw error;
    return ownError(400, 'BadRequest', error.message);
  }
}

function ownError(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
  return Response.json({ error: { code, message } }, { status, headers });
}
