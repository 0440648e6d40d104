import type { Exchange } from '../../emulator/index.ts';
import { packageVersion } from '../package-version.ts';

/**
 * Exchanges as an HTTP Archive. What they hold is redacted already; the parts of a batch stand in its body.
 *
 * **Source:** HTTP Archive (HAR) 1.2.
 */
export function harOf(exchanges: readonly Exchange[], durations: WeakMap<Exchange, number>): object {
  const parts = new Set(exchanges.flatMap(({ parts = [] }) => parts));
  const entries = exchanges.filter((exchange) => !parts.has(exchange)).map((exchange) => entryOf(exchange, durations));
  return {
    log: { version: '1.2', creator: { name: 'external-connection-testkit', version: packageVersion() }, entries },
  };
}

function entryOf(exchange: Exchange, durations: WeakMap<Exchange, number>) {
  const { at, request, response } = exchange;
  const time = durations.get(exchange) ?? 0;
  const sent = textOf(request.body);
  const received = textOf(response.body);
  const message = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 };
  return {
    startedDateTime: at.toISOString(),
    time,
    request: {
      ...message,
      method: request.method,
      url: request.url,
      headers: pairsOf(Object.entries(request.headers)),
      queryString: pairsOf(new URL(request.url).searchParams),
      bodySize: Buffer.byteLength(sent),
      ...(sent !== '' && { postData: { mimeType: request.headers['content-type'] ?? '', text: sent } }),
    },
    response: {
      ...message,
      status: response.status,
      statusText: '',
      headers: pairsOf(Object.entries(response.headers)),
      content: {
        size: Buffer.byteLength(received),
        mimeType: response.headers['content-type'] ?? '',
        ...(received !== '' && { text: received }),
      },
      redirectURL: '',
      bodySize: Buffer.byteLength(received),
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(exchange.fault && { comment: `fault ${exchange.fault}` }),
  };
}

function pairsOf(entries: Iterable<readonly [string, string]>) {
  return [...entries].map(([name, value]) => ({ name, value }));
}

function textOf(body: unknown): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'string' ? body : JSON.stringify(body);
}
