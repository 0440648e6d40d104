/** A request that the client under test has sent, and the status that it was answered. */
export interface SentRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly text: string;
  /** 0 as long as there is no answer. */
  status: number;
}

/** Reads a request that has come in. */
export async function readRequest(request: Request): Promise<SentRequest> {
  const { pathname, searchParams } = new URL(request.url);
  const { method, headers } = request;
  return { method, path: pathname, query: searchParams, headers, text: await request.text(), status: 0 };
}

/** Headers of the connection, not of the request: fetch sets them anew. */
const ofTheConnection = [
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
];

/** The same request to another root. */
export function requestTo(root: string, { method, path, query, headers, text }: SentRequest): Request {
  const url = root + path + (query.size > 0 ? `?${query}` : '');
  const kept = [...headers].filter(([name]) => !ofTheConnection.includes(name));
  // Bytes, for fetch would add a Content-Type to a string.
  return new Request(url, { method, headers: kept, ...(text !== '' && { body: new TextEncoder().encode(text) }) });
}

/** The JSON value that the request carries; undefined where it carries none. */
export function bodyOf({ text }: SentRequest): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
