/** What a create needs: the service, the right to use it, and the connection. */
export interface CreateConnectionOptions {
  /** The root of Microsoft Graph, without a version, such as `https://graph.microsoft.com`. */
  readonly graphUrl: string;
  readonly accessToken: string;
  /** The externalConnection to create; it is sent as it is. */
  readonly connection: object;
  /** Default `v1.0`; what exists on beta only has to go to `beta`. */
  readonly version?: 'v1.0' | 'beta';
}

/** What our connectors read of a connection that Graph has created. */
export interface CreatedConnection {
  readonly id: string;
  readonly state: string | null;
}

/** Graph's refusal of a request: the status, and code and message of its error envelope. */
export class GraphRequestError extends Error {
  override readonly name = 'GraphRequestError';
  readonly status: number;
  /** Such as `InvalidRequest`; `Unknown` where the response has no error envelope, as one from a proxy. */
  readonly code: string;

  constructor(status: number, { code = 'Unknown', message = 'The response explains nothing.' }: GraphErrorDetails) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * The connection that Microsoft Graph has created; undefined where its response cannot be read, for it is created all the
 * same.
 *
 * @throws GraphRequestError for every response but a success, a 409 for an id that is taken included.
 */
export async function createConnection(options: CreateConnectionOptions): Promise<CreatedConnection | undefined> {
  const { graphUrl, accessToken, connection, version = 'v1.0' } = options;
  const response = await fetch(`${graphUrl}/${version}/external/connections`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(connection),
  });
  if (!response.ok) throw new GraphRequestError(response.status, await errorDetailsOf(response));
  return response.json().catch(() => undefined);
}

interface GraphErrorDetails {
  readonly code?: string;
  readonly message?: string;
}

async function errorDetailsOf(response: Response): Promise<GraphErrorDetails> {
  const text = await response.text();
  try {
    return JSON.parse(text).error ?? {};
  } catch {
    return {};
  }
}
