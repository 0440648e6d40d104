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
