import { exchangeLines } from '../../src/cli/exchange-lines.ts';
import { createEmulator, explainExchange } from '../../src/emulator/index.ts';
import { statusOf } from '../../src/server/status.ts';
import { canary, kinds } from './kinds.ts';

const url = 'https://graph.microsoft.com/v1.0/external/connections';

const credentials: readonly (readonly [string, string])[] = [
  ...[`Bearer ${canary}`, `Bearer${canary}`, `Bearer "${canary}"`, `Bearer Bearer ${canary}`].map(asAuthorization),
  ...[`Basic ${btoa(`a:${canary}`)}`, `SharedAccessSignature sr=x&sig=${canary}`, `Token token="${canary}"`].map(
    asAuthorization,
  ),
  ...['x-api-key', 'Cookie', 'GraphConnectors-Ticket', 'x-ms-authorization-auxiliary', 'ocp-apim-subscription-key'].map(
    (name) => [name, canary] as const,
  ),
];

/** The canary itself, in base64 without its last characters, which depend on what follows, and in hex. */
const encodings = [canary, btoa(canary).slice(0, -4), Buffer.from(canary).toString('hex')];

const copies = [
  ...encodings,
  btoa(`Bearer ${canary}`),
  encodeURIComponent(canary),
  encodeURIComponent(encodeURIComponent(`%${canary}`)),
  `access_token=${canary}`,
];

/** How many bytes of the canary stand in whatever the kit keeps, shows or prints of requests that bring it everywhere. */
export async function leakedBytes(): Promise<{ readonly requests: number; readonly bytes: number }> {
  const printed: unknown[] = [];
  const record = (violation: unknown) => void printed.push(violation);
  const graph = createEmulator({ onAdvisory: record, onViolation: record });
  let [requests, bytes] = [0, 0];
  const send = async (request: Request) => {
    requests += 1;
    await graph.fetch(request);
    const shown = [graph.exchanges, graph.connections, statusOf(graph), graph.exchanges.map(explainExchange), printed];
    bytes += bytesIn(JSON.stringify([shown, graph.exchanges.map((exchange) => exchangeLines(exchange))]));
    graph.reset();
    printed.length = 0;
  };
  for (const [name, value] of credentials) {
    for (const copy of copies) {
      const headers = { Authorization: 'Bearer other', 'Content-Type': 'application/json', [name]: value };
      const body = JSON.stringify({ id: 'hr1', name: copy, description: `see ${copy}`, [copy]: copy });
      const stored = JSON.stringify({ id: `hr${requests}`, name: `see ${copy}` });
      await send(new Request(`${url}?x=${copy}&${copy}`, { headers }));
      await send(new Request(`${url}/${copy}`, { headers }));
      for (const text of [body, stored, `{${copy}`])
        await send(new Request(url, { method: 'POST', headers, body: text }));
    }
  }
  for (const kind of kinds) {
    const input = kind.make(2000);
    if (input instanceof Request) await send(input);
  }
  return { requests, bytes };
}

function asAuthorization(value: string): readonly [string, string] {
  return ['Authorization', value];
}

function bytesIn(text: string): number {
  return encodings.reduce((sum, copy) => sum + (text.split(copy).length - 1) * copy.length, 0);
}
