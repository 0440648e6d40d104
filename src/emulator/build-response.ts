import { asRecord, type ErrorCircumstances, errorEnvelope, graphAppId, responseContentType } from '../rules/index.ts';
import { fromPointer } from '../schemas/index.ts';
import type { Refusal, Result } from './result.ts';
import type { Representation } from './serialize.ts';
import type { Settings } from './settings.ts';

/** A response before it becomes a Response of Fetch. */
export interface ServiceResponse {
  /** 0 where there is no response: the connection is lost. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, or a text as it is; undefined where the response has no body. */
  readonly body: unknown;
  /** Whether the body is a text that is sent as it is. Default false. */
  readonly isText?: boolean;
  /** Milliseconds until the client has it; infinite: never. Default 0. */
  readonly delay?: number;
}

/** No response: the connection is lost. */
export const lostConnection: ServiceResponse = { status: 0, headers: {}, body: undefined };

/** What a response says beside the result: when, to which request, and in which form. */
export interface ResponseContext {
  readonly date: Date;
  readonly requestId: string;
  readonly clientRequestId: string;
  readonly how: Pick<Representation, 'level' | 'ieee754Compatible'>;
  readonly wwwAuthenticate: Settings['wwwAuthenticate'];
}

/** The response to an accepted request. */
export function successResponse(result: Result, status: number, context: ResponseContext): ServiceResponse {
  const { body, delay = 0 } = result;
  const headers = { ...headersOf(context, body !== undefined), ...result.headers };
  return { status: result.status ?? status, headers, body, delay };
}

/** The response to a refused request, in Graph's envelope. */
export function errorResponse({ response, details }: Refusal, context: ResponseContext): ServiceResponse {
  const { status } = response;
  return {
    status,
    headers: {
      ...headersOf(context, true),
      ...(status === 401 && context.wwwAuthenticate && challenge),
      ...details.headers,
    },
    body: errorEnvelope(response, { ...context, ...namesIn(details) }),
  };
}

/** The headers of a response. **Source:** JSON batching concept page; Dev Proxy for what that page lacks. */
function headersOf({ date, requestId, clientRequestId, how }: ResponseContext, hasBody: boolean) {
  const contentType = hasBody && responseContentType(how.level, how.ieee754Compatible);
  return {
    ...(contentType && { 'Content-Type': contentType, 'OData-Version': '4.0' }),
    'Cache-Control': 'no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic': diagnostic,
    Date: date.toUTCString(),
  };
}

const diagnostic = JSON.stringify({ ServerInfo: { DataCenter: 'Emulator', Slice: 'E', Ring: '0' } });

const challenge = {
  'WWW-Authenticate': `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="${graphAppId}"`,
};

/** What the message of the response names: the property, the type and the value that were wrong. */
function namesIn({
  violations: [violation] = [],
  property,
}: Refusal['details']): Pick<ErrorCircumstances, 'property' | 'type' | 'value'> {
  if (property !== undefined || !violation) return { property: property ?? '' };
  const { path, value } = violation;
  const { name, type } = asRecord(value) ?? {};
  // A property of a schema is named by its own name, its type as .NET writes it.
  if (typeof name === 'string' && typeof type === 'string') return { property: name, type: toPascalCase(type) };
  const wrong = fromPointer(path).findLast((key) => !/^\d+$/.test(key)) ?? '';
  const text = typeof value === 'object' ? '' : String(value);
  return { property: wrong, type: text.split('.').at(-1) ?? '', value: text };
}

function toPascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

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

/** The response to a preflight, which is allowed whatever it asks for; undefined for any other request. */
export function preflightResponse({ method, headers }: Pick<Request, 'method' | 'headers'>): Response | undefined {
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
