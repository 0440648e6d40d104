import { type DriftRunOptions, type TenantReport, tenantDrift } from '../../src/drift/tenant-drift.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import { asRecord } from '../../src/rules/index.ts';
import { serveHandler } from '../../src/server/serve-handler.ts';
import { stoppedClock } from '../emulator/requests.ts';

/** A token that turns up nowhere. */
export const token = 'canary-access-token-0123456789';

/** A request that came to the tenant, before its response leaves. */
export interface Meeting {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly response: Response;
  readonly graph: Emulator;
}

/** Another response than the emulator's; undefined for the emulator's. */
export type Deviation = (meeting: Meeting) => Response | undefined | Promise<Response | undefined>;

/** An emulator that responds differently to some requests. */
function deviant(graph: Emulator, { deviation, instead }: Deviations): (request: Request) => Promise<Response> {
  return async (request) => {
    const text = await request.text();
    const { method, url, headers } = request;
    const sent = { method, path: new URL(url).pathname, body: asRecord(parsed(text)) ?? {} };
    const other = instead?.(sent);
    if (other) return other;
    const response = await graph.fetch(url, {
      method,
      headers,
      ...(text !== '' && { body: new TextEncoder().encode(text) }),
    });
    return (await deviation?.({ ...sent, response: response.clone(), graph })) ?? response;
  };
}

/** A response in which the emulator has no part; undefined for the emulator's. */
export type Instead = (request: Omit<Meeting, 'response' | 'graph'>) => Response | undefined;

interface Deviations {
  readonly deviation?: Deviation | undefined;
  readonly instead?: Instead | undefined;
}

interface Setting extends Deviations, Partial<DriftRunOptions> {
  readonly options?: EmulatorOptions;
  /** Before the run begins. */
  readonly prepare?: (graph: Emulator) => void;
}

/**
 * A run against an emulator that plays the tenant, on a port of its own. The clock stands still, and moves by what is
 * waited. Of the catalogue, few requests are sent unless the test says otherwise.
 */
export async function runAgainst(setting: Setting = {}) {
  const { options = {}, deviation, instead, prepare = () => {}, ...rest } = setting;
  const clock = stoppedClock();
  const graph = createEmulator({ profile: 'live', now: clock.now, onAdvisory: () => {}, ...options });
  prepare(graph);
  const waits: number[] = [];
  const server = await serveHandler(deviant(graph, { deviation, instead }));
  const sleep = async (milliseconds: number) => {
    waits.push(milliseconds);
    clock.advance(milliseconds);
  };
  let report: TenantReport | undefined;
  let error: unknown;
  try {
    report = await tenantDrift({
      graphUrl: server.url,
      accessToken: token,
      now: clock.now,
      sleep,
      version: 'beta',
      rules: ['body.object'],
      ...rest,
    });
  } catch (thrown) {
    error = thrown;
  } finally {
    await server.close();
  }
  return { report, error, graph, waits };
}

/** The differences of a report, each as one line. */
export function linesOf(report: TenantReport | undefined): readonly string[] {
  return (report?.differences ?? []).map(
    ({ subject, change, severity, attribution, question }) =>
      `${subject} ${change}: ${severity}, ${attribution}${question === undefined ? '' : `, question ${question}`}`,
  );
}

/** A Graph error in the place of a response. */
export function graphError(
  status: number,
  code: string,
  message = 'The request is malformed or incorrect.',
  inner = {},
): Response {
  const innerError = { ...inner, date: '2026-05-04T03:02:01', 'request-id': 'r', 'client-request-id': 'r' };
  return Response.json(
    { error: { code, message, innerError } },
    { status, headers: { 'request-id': 'r', 'OData-Version': '4.0', Date: 'x' } },
  );
}

/** The response with another body, its headers kept. */
export async function withBody(
  response: Response,
  change: (body: Record<string, unknown>) => unknown,
): Promise<Response> {
  const { status, headers } = response;
  return new Response(JSON.stringify(change(await response.json())), { status, headers });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
