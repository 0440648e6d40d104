/** The characters of a bearer token, as a pattern. **Source:** RFC 6750, section 2.1. */
export const bearerToken = '[A-Za-z0-9._~+/-]+=*';

/** The Content-Type of every response with a body. **Source:** JSON batching concept page. */
export function responseContentType(level = 'minimal', ieee754Compatible = false): string {
  return `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=${ieee754Compatible};charset=utf-8`;
}

/**
 * Headers, in lower case, that belong to one connection and not to the message: whatever forwards a request or a
 * response leaves them out. **Source:** RFC 9110, section 7.6.1; `Host`, `Content-Length` and `Expect` are set anew by
 * the next sender.
 */
export const connectionHeaders: readonly string[] = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const credentials = new RegExp(`^Bearer +(${bearerToken})$`, 'i');

/** The token of an Authorization header with the scheme Bearer; undefined where it has none that is well formed. */
export function bearerTokenIn(authorization: string | null | undefined): string | undefined {
  return credentials.exec(authorization ?? '')?.[1];
}

/** Whether an Authorization header has the scheme Bearer and something behind it, readable or not. */
export function hasBearerScheme(authorization: string | null | undefined): boolean {
  return /^Bearer +\S/i.test(authorization ?? '');
}

/** Whether a Content-Type is JSON, with or without parameters. */
export function isJsonContentType(contentType: string | null | undefined): boolean {
  return /^application\/json *(;|$)/i.test(contentType ?? '');
}
