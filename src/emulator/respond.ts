import { errorEnvelope } from '../rules/index.ts';
import { pathOf } from '../schemas/index.ts';
import type { Outcome, Refused } from './outcome.ts';
import { negotiate, type Representation } from './represent.ts';
import type { Settings } from './settings.ts';

/** An answer before it becomes a Response. */
export interface Answered {
  /** 0 where there is no answer: the connection is lost. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON value, or a text as it is; undefined where the answer has no body. */
  readonly body: unknown;
  /** Whether the body is a text that is sent as it is. Default false. */
  readonly isText?: boolean;
  /** Milliseconds until the client has it; infinite: never. Default 0. */
  readonly delay?: number;
}

interface Circumstances {
  readonly headers: Headers;
  /** Where the service stands, and in which version it was called. */
  readonly place: Representation['target'];
  readonly settings: Settings;
  readonly requestId: string;
  readonly date: Date;
}

/**
 * The answer that an outcome gets, with the headers that every answer of Graph has.
 * **Source:** JSON batching concept page for Content-Type, OData-Version and Cache-Control; Dev Proxy for the others.
 */
export function answered(outcome: Outcome, circumstances: Circumstances): Answered {
  const { headers: sent, place, settings, requestId, date } = circumstances;
  const how = { ...negotiate(sent), target: place, profile: settings.profile };
  const clientRequestId = sent.get('client-request-id') ?? requestId;
  const common = {
    'Cache-Control': 'no-cache',
    'Strict-Transport-Security': 'max-age=31536000',
    'request-id': requestId,
    'client-request-id': clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: { DataCenter: 'Emulator', Slice: 'E', Ring: '0' } }),
    Date: date.toUTCString(),
  };
  const withBody = {
    'Content-Type': `application/json;odata.metadata=${how.level};odata.streaming=true;IEEE754Compatible=${how.ieee754Compatible};charset=utf-8`,
    'OData-Version': '4.0',
    ...common,
  };
  if ('status' in outcome) {
    const { status, body, delay = 0 } = outcome;
    return { status, headers: { ...(body ? withBody : common), ...outcome.headers }, body: body?.(how), delay };
  }
  const { status } = outcome.answer;
  return {
    status,
    headers: { ...withBody, ...(status === 401 && settings.wwwAuthenticate && challenge), ...outcome.headers },
    body: errorEnvelope(outcome.answer, { date, requestId, clientRequestId, ...culprit(outcome) }),
  };
}

const challenge = {
  'WWW-Authenticate':
    'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
};

/** The property or the type that the sentence of the answer names. */
function culprit({ violations: [violation], property }: Refused): { property?: string; type?: string } {
  if (!violation) return property === undefined ? {} : { property };
  const wrong = pathOf(violation.path).findLast((key) => !/^\d+$/.test(key)) ?? '';
  const { value } = violation;
  return { property: wrong, type: typeof value === 'string' ? (value.split('.').at(-1) ?? '') : '' };
}
