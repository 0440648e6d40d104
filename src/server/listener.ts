import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { NodeRequest, sendNodeResponse } from 'srvx/node';
import { redactorFor } from '../emulator/redact.ts';
import { asRecord, errorEnvelope, errorResponses, limits, sources, textOf } from '../rules/index.ts';
import { printable } from '../schemas/index.ts';

/** Responds to one request, whose URL can be parsed. A Response of type `error` stands for a lost connection. */
export type Handler = (request: Request) => Promise<Response>;

/** The requests of Node.js as a handler takes them, and its responses as Node.js sends them. */
export function createListener(handler: Handler, bodyLimit: number = limits.requestBody.maximumBytes) {
  async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // A host may have a dot at its end; srvx takes it for none.
    if (req.headers.host) req.headers.host = req.headers.host.replace(/\.(?=:\d+$|$)/, '');
    const request = withBytes(new NodeRequest({ req, res, maxRequestBodySize: bodyLimit }), req);
    const host = URL.parse(request.url)?.host ?? unreadableHost;
    const isReadable = !hasBadHost(req) && host !== unreadableHost;
    const response = isReadable
      ? await handler(request).catch((error: unknown) => failedResponse(error, request))
      : refusal('requestUnreadable');
    if (response.headers.get('connection') === 'close') await discardRest(req);
    // A fault that leaves the client without a response.
    if (response.type === 'error') res.destroy();
    else await sendNodeResponse(res, withReason(response)).catch(() => res.destroy());
  }

  return {
    respond,
    /** For a client that waits for a 100 Continue before it sends the body; a body that is too large is not asked for. */
    continueAndRespond(req: IncomingMessage, res: ServerResponse): Promise<void> {
      if (!announcesTooMuch(req.headers['content-length'], bodyLimit)) res.writeContinue();
      return respond(req, res);
    },
    refuseUnreadable,
  };
}

/**
 * The request with its bytes as they come. That of srvx makes one of Fetch for them, with a stream and a reader: a tenth
 * of the time of a create. A clone needs those, so it ends this.
 */
function withBytes(request: Request, req: IncomingMessage): Request {
  const { arrayBuffer, clone } = request;
  return Object.assign(request, {
    async arrayBuffer() {
      const chunks: Buffer[] = [];
      const add = (chunk: Buffer) => chunks.push(chunk);
      req.on('data', add);
      // Reads the same bytes, and rejects where they are too many or the client has gone.
      await request.text().finally(() => req.off('data', add));
      return new Uint8Array(Buffer.concat(chunks)).buffer;
    },
    clone() {
      request.arrayBuffer = arrayBuffer;
      return clone.call(request);
    },
  });
}

/** How many bytes of a refused request are read on. */
const mostDiscarded = 100_000_000;

/** Milliseconds without a byte after which a client is taken to wait for the response. */
const longestPause = 100;

/** Reads what a client still sends: in a connection that is closed before, most clients lose the response too. */
async function discardRest(req: IncomingMessage): Promise<void> {
  if (req.complete) return;
  let left = mostDiscarded;
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, longestPause);
    req.on('data', ({ length }: Buffer) => {
      left -= length;
      if (left > 0) timer.refresh();
      else end();
    });
    for (const event of ['end', 'close', 'error']) req.once(event, end);
    req.resume();
  });
  req.pause();
}

/** What srvx puts in place of a host that no URL can have. */
const unreadableHost = '_invalid_';

/** Whether the header Host is missing, is there twice or names no host. **Source:** RFC 9112, section 3.2. */
function hasBadHost({ headersDistinct: { host = [] }, httpVersion }: IncomingMessage): boolean {
  const [name] = host;
  return name === undefined ? httpVersion === '1.1' : host.length > 1 || /[\s/?#@\\]/.test(name);
}

/** Whether a header Content-Length announces more than the limit. */
export function announcesTooMuch(contentLength: string | null | undefined, bodyLimit: number): boolean {
  return Number(contentLength ?? 0) > bodyLimit;
}

/** The response with a reason phrase: SDKs print it. */
function withReason(response: Response): Response {
  if (response.statusText !== '') return response;
  return Object.defineProperty(response, 'statusText', { value: STATUS_CODES[response.status] ?? 'Unknown' });
}

const parserErrors: Readonly<Record<string, keyof typeof refusals>> = {
  HPE_HEADER_OVERFLOW: 'headersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'requestTimeout',
};

/** Responds to what the HTTP parser cannot read, in the envelope of Graph, and ends the connection. */
async function refuseUnreadable({ code = '' }: NodeJS.ErrnoException, socket: Duplex): Promise<void> {
  const name = parserErrors[code] ?? (code.startsWith('HPE_') ? 'requestUnreadable' : undefined);
  // A client that has gone, or that does not speak TLS, cannot read a response.
  if (!name || !socket.writable) return void socket.destroy();
  const response = refusal(name);
  const text = await response.text();
  const lines = [
    `HTTP/1.1 ${response.status} ${STATUS_CODES[response.status]}`,
    ...[...response.headers].map(([header, value]) => `${header}: ${value}`),
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`, () => socket.destroy());
}

/**
 * The response to a request whose handler failed: 413 where its body is too large, of type `error` where the client has
 * gone in the middle of it, otherwise 500, with the reason on the console.
 */
export function failedResponse(error: unknown, request: Request): Response {
  if (request.signal.aborted) return Response.error();
  if (asRecord(error)?.code === 'ERR_BODY_TOO_LARGE') return refusal('bodyTooLarge');
  const { value: redact } = redactorFor(request.headers, undefined, request.url);
  const stack = error instanceof Error ? error.stack : undefined;
  const lines = `Failed to respond to ${request.method} ${request.url}: ${stack ?? textOf(error)}`.split('\n');
  console.error(lines.map((line) => printable(redact(line))).join('\n'));
  return refusal('internalServerError');
}

const { requestUnreadable, requestTimeout, bodyTooLarge, headersTooLarge, internalServerError } = errorResponses;

/** Each of these gets a message of its own. */
const notLetIn = { message: '', evidence: 'inferred', source: sources.invented } as const;

/** Why a request never reaches the emulator, or that it fails on it. */
const refusals = {
  requestUnreadable,
  requestTimeout,
  bodyTooLarge,
  headersTooLarge,
  internalServerError,
  forbidden: { ...notLetIn, status: 403, code: 'Forbidden' },
  unsupportedMediaType: { ...notLetIn, status: 415, code: 'UnsupportedMediaType' },
  misdirected: { ...notLetIn, status: 421, code: 'MisdirectedRequest' },
} as const;

/** Such a response, in the envelope of Graph. The connection ends with it. */
export function refusal(name: keyof typeof refusals, message: string = refusals[name].message): Response {
  const requestId = crypto.randomUUID();
  const ids = { requestId, clientRequestId: requestId };
  return Response.json(errorEnvelope({ ...refusals[name], message }, { date: new Date(), ...ids }), {
    status: refusals[name].status,
    headers: { 'request-id': requestId, 'client-request-id': requestId, Connection: 'close' },
  });
}
