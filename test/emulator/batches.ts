const collection = '/external/connections';

/** A batch; a string is sent as it is, anything else as JSON. */
export function batchOf(body: unknown, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request('https://graph.microsoft.com/v1.0/$batch', {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** A part that creates a connection. */
export function createPart(id: string, connectionId: string, more: object = {}) {
  return {
    id,
    method: 'POST',
    url: collection,
    headers: { 'Content-Type': 'application/json' },
    body: { id: connectionId, name: connectionId, description: 'A connection' },
    ...more,
  };
}

/** A part that reads what stands at a path below the connections. */
export function getPart(id: string, path: string, more: object = {}) {
  return { id, method: 'GET', url: `${collection}/${path}`, ...more };
}
