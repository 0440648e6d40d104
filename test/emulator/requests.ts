const defaults = { id: 'contosohr', name: 'Contoso HR', description: 'Connection to index Contoso HR system' };

interface CreateOptions {
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A create request as clients send it; the body is completed with an id, a name and a description. */
export function createRequest(body: object = {}, options: CreateOptions = {}): Request {
  const { url = 'https://graph.microsoft.com/beta/external/connections', headers } = options;
  return new Request(url, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ ...defaults, ...body }),
  });
}
