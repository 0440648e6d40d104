/**
 * Responds to a request as Graph does to pages of every origin: a preflight is allowed whatever it asks for, without
 * `respond`; the response to any other request with an Origin may be read.
 *
 * **Source:** Fetch standard, CORS protocol.
 */
export async function respondWithCors(
  request: Pick<Request, 'method' | 'headers'>,
  respond: () => Promise<Response>,
): Promise<Response> {
  return preflightResponse(request) ?? allowOrigin(request, await respond());
}

/** The response, which pages of every origin may read where the request names its Origin. */
export function allowOrigin(request: Pick<Request, 'headers'>, response: Response): Response {
  // The headers of a lost connection cannot be set.
  if (!request.headers.has('origin') || response.type === 'error') return response;
  response.headers.set('Access-Control-Allow-Origin', '*');
  response.headers.set('Access-Control-Expose-Headers', exposedHeaders);
  return response;
}

function preflightResponse({ method, headers }: Pick<Request, 'method' | 'headers'>): Response | undefined {
  const asked = headers.get('access-control-request-method');
  if (method !== 'OPTIONS' || !headers.has('origin') || asked === null) return undefined;
  const askedHeaders = headers.get('access-control-request-headers');
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': asked,
      // A star would not include Authorization.
      ...(askedHeaders !== null && { 'Access-Control-Allow-Headers': askedHeaders }),
    },
  });
}

/** **Source:** captured from responses of Graph to /me/messages (2025), in this order. */
const exposedHeaders =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ReadWriteConsistencyToken, Retry-After, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, X-Planner-Operationid, x-ms-permissions-recommendations';
