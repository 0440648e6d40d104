import { errorEnvelope, openQuestions } from '../rules/index.ts';
import { pathOf } from '../schemas/index.ts';
import type { Outcome, Refused } from './outcome.ts';
import type { Random } from './random.ts';
import { locationOf, negotiate, represent } from './represent.ts';
import type { Settings } from './settings.ts';

/** An answer before it becomes a Response. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Circumstances {
  readonly request: Request;
  readonly settings: Settings;
  readonly random: Random;
  readonly date: Date;
}

/**
 * The answer that an outcome gets, with the headers that every answer of Graph has.
 * **Source:** JSON batching concept page for Content-Type, OData-Version and Cache-Control; Dev Proxy for the others.
 */
export function answered(outcome: Outcome, circumstances: Circumstances): Answered {
  const { request, settings, random, date } = circumstances;
  const { level, ieee754Compatible } = negotiate(request.headers.get('accept'));
  const requestId = random.guid();
  const clientRequestId = request.headers.get('client-request-id') ?? requestId;
  const headers = {
    'Content-Type': `application/json;odata.metadata=${level};odata.streaming=true;IEEE754Compatible=${ieee754Compatible};charset=utf-8`,
    'OData-Version': '4.0',
    'Cache-Control': 'no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: { DataCenter: 'Emulator', Slice: 'E', Ring: '0' } }),
    Date: date.toUTCString(),
  };
  if ('connection' in outcome) {
    const { connection, target } = outcome;
    return {
      status: 201,
      headers: {
        ...headers,
        ...(openQuestions.sendLocation.chosen && { Location: locationOf(target, connection.id) }),
      },
      body: represent(connection, { target, profile: settings.profile, level, ieee754Compatible }),
    };
  }
  const { status } = outcome.answer;
  return {
    status,
    headers: { ...headers, ...(status === 401 && settings.wwwAuthenticate && challenge), ...outcome.headers },
    body: errorEnvelope(outcome.answer, { date, requestId, clientRequestId, ...culprit(outcome) }),
  };
}

const challenge = {
  'WWW-Authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
};

/** The property or the type that the sentence of the answer names. */
function culprit({ violations: [violation] }: Refused): { property?: string; type?: string } {
  if (!violation) return {};
  const property = pathOf(violation.path).findLast((key) => !/^\d+$/.test(key)) ?? '';
  return { property, type: String(violation.value).split('.').at(-1) ?? '' };
}
