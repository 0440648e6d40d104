import { engineOf } from '../../emulator/engine.ts';
import { explainExchange } from '../../emulator/index.ts';
import { parseJson } from '../../rules/index.ts';
import type { ServerSettings } from '../options.ts';
import { jsonObjectIn, type OwnPaths } from '../own-paths.ts';
import { connectionsWithContents, putConnections } from './connections.ts';
import { controlApiDocument } from './openapi.ts';
import { faultExample, planFault } from './plan-fault.ts';

/**
 * The control API, for tests in any language: planned faults, the journal, the stored connections, and a reset. None of
 * its requests is in the journal. `/_testkit/openapi.json` describes it.
 */
export function controlApi({ emulator, setUp }: ServerSettings): OwnPaths {
  const engine = engineOf(emulator);
  // JSON has no infinity: a plan without an end has no `times`.
  const faults = () => ({
    faults: engine.plannedFaults.map(({ times, ...plan }) => ({ ...plan, ...(Number.isFinite(times) && { times }) })),
  });
  const connections = () => ({ connections: connectionsWithContents(engine) });
  const exchanges = () => ({
    exchanges: emulator.exchanges.map((exchange) => ({ ...exchange, explanation: explainExchange(exchange) })),
  });
  return {
    '/_testkit/openapi.json': { GET: () => json(controlApiDocument) },
    '/_testkit/faults': {
      GET: () => json(faults()),
      async POST(request) {
        planFault(emulator, await jsonObjectIn(request, faultExample));
        return json(faults(), 201);
      },
      DELETE() {
        engine.clearFaults();
        return noContent();
      },
    },
    '/_testkit/reset': {
      POST() {
        emulator.reset();
        setUp(emulator);
        return noContent();
      },
    },
    '/_testkit/exchanges': { GET: () => json(exchanges()) },
    '/_testkit/connections': {
      GET: () => json(connections()),
      async POST(request) {
        putConnections(emulator, parseJson(await request.text()));
        return json(connections(), 201);
      },
    },
  };
}

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}

function noContent(): Response {
  return new Response(null, { status: 204 });
}
