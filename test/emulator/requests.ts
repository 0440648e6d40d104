import type { ConnectionSchema, ExternalItem } from '../../src/index.ts';

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

interface RequestOptions {
  /** Default GET. */
  readonly method?: string;
  /** Default beta. */
  readonly version?: string;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request for what stands at a path below the connections, such as `/contosohr/schema`. */
export function requestTo(path: string, { method = 'GET', version = 'beta', body, headers }: RequestOptions = {}) {
  return new Request(`https://graph.microsoft.com/${version}/external/connections${path}`, {
    method,
    headers: {
      Authorization: 'Bearer opaque-access-token',
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** A schema as connectors register it. */
export const schema = {
  baseType: 'microsoft.graph.externalItem',
  properties: [{ name: 'ticketTitle', type: 'string', isSearchable: true, isRetrievable: true, labels: ['title'] }],
} satisfies ConnectionSchema;

/** An item that the schema fits. */
export const item = {
  acl: [{ type: 'everyone', value: 'everyone', accessType: 'grant' }],
  properties: { ticketTitle: 'Error in the payment gateway' },
  content: { value: 'The payment gateway fails.', type: 'text' },
} satisfies Omit<ExternalItem, 'id'>;

/** A user of Microsoft Entra. */
export const userId = '1f0c997e-99f7-43f1-8cca-086f8d42be8d';

/** The body of addActivities as on its page. */
export const activities = {
  activities: [
    {
      '@odata.type': '#microsoft.graph.externalConnectors.externalActivity',
      type: 'created',
      startDateTime: '2021-04-06T18:04:31.033Z',
      performedBy: { type: 'user', id: userId },
    },
  ],
};

/** A clock that stands still until a test moves it, by milliseconds. */
export function stoppedClock(start = '2026-05-04T03:02:01Z') {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    advance(milliseconds: number) {
      time += milliseconds;
    },
  };
}
