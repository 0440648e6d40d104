import { getResponse } from 'msw';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { handlersFor } from '../../../src/msw/index.ts';
import { startServer } from '../../../src/server/index.ts';
import type { Checker, Decision, Place, Value } from './value.ts';

/** The emulator, its handlers for MSW and its server, each with a tenant of its own; they check whole requests. */
export async function services(
  place: Place,
): Promise<{ checkers: Record<'emulator' | 'MSW handlers' | 'HTTP server', Checker>; close(): Promise<void> }> {
  const { profile } = place;
  const newTenant = () => createEmulator({ profile, onAdvisory: () => {} });
  const [alone, behindMsw, behindServer] = [newTenant(), newTenant(), newTenant()];
  const handlers = handlersFor(behindMsw);
  const server = await startServer({ emulator: behindServer });
  return {
    checkers: {
      emulator: checkBy(alone, (value) => alone.fetch(requestTo('https://graph.microsoft.com', place, value))),
      'MSW handlers': checkBy(behindMsw, (value) =>
        getResponse(handlers, requestTo('https://graph.microsoft.com', place, value)),
      ),
      'HTTP server': checkBy(behindServer, (value) => fetchTwice(() => requestTo(server.url, place, value))),
    },
    close: server.close,
  };
}

/** Asks one tenant, which holds nothing but, for a schema, the connection that it is of. */
function checkBy(tenant: Emulator, ask: (value: Value) => Promise<Response | undefined>): Checker {
  return async (value) => {
    tenant.reset();
    tenant.put({ id: 'contosotasks', name: 'Contoso Tasks' });
    return decisionOf(await ask(value), tenant);
  };
}

/** On a busy machine the server may close an idle connection just as the request leaves on it. */
export async function fetchTwice(newRequest: () => Request): Promise<Response> {
  try {
    return await fetch(newRequest());
  } catch {
    return fetch(newRequest());
  }
}

async function decisionOf(response: Response | undefined, { exchanges }: Emulator): Promise<Decision> {
  const rule = exchanges.at(-1)?.violations[0]?.rule;
  const body = await response?.text();
  if (response?.ok) return { accepts: true, rule };
  return { accepts: false, rule, response: `${response?.status} ${JSON.parse(body || '{}').error?.code}` };
}

/** The request that carries the value. */
export function requestTo(root: string, { kind, version }: Place, { body, request }: Value): Request {
  const collection = `${root}/${version}/external/connections`;
  const [method, url] = kind === 'updateSchema' ? ['PATCH', `${collection}/contosotasks/schema`] : ['POST', collection];
  const { headers, text } = request ?? {
    headers: { Authorization: 'Bearer fake-access-token', 'Content-Type': 'application/json' },
    text: JSON.stringify(body) ?? '',
  };
  // Bytes, for fetch would add a Content-Type to a string.
  return new Request(url, { method, headers, body: new TextEncoder().encode(text) });
}
