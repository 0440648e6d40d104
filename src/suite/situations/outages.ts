import type { Fault, PlannedRequest } from '../../emulator/index.ts';
import { asRecord } from '../../rules/index.ts';
import { appId, existing, type Preparation, situationsOf } from './situation.ts';

/** A 429 or 503 that asks to wait so many seconds; fewer where waiting takes real time. */
const asking =
  (name: 'throttled' | 'serviceUnavailable', count: number) =>
  ({ faults, seconds }: Preparation): Fault =>
    faults[name]({ retryAfter: seconds(count) });

/**
 * A 429 with a date so many seconds after the request. Where waiting takes real time it is 4 s: longer than the pause of
 * a client that cannot read a date. A date has no fractions of a second.
 */
const throttledUntil =
  (count: number) =>
  ({ faults, now, seconds }: Preparation): Fault => ({
    name: 'throttled',
    stage: 'instead',
    change: (response, error) => {
      const second = Math.ceil(now() / 1000) + (seconds(count) < count ? 4 : count);
      return faults.throttled({ retryAfter: new Date(second * 1000) }).change(response, error);
    },
  });

/** Failures of the service; most of them pass. */
export const outages = situationsOf({
  'throttled.withoutHeader': {
    title: '429 three times, no Retry-After → pauses between attempts',
    prepare: withoutHeader,
  },
  'throttled.once': {
    title: '429, Retry-After 10 s → waits, then succeeds',
    once: asking('throttled', 10),
    succeedsWith: 'throttling',
  },
  'throttled.twice': {
    title: '429 twice, Retry-After 4 s, then 30 s → waits both times, then succeeds',
    once: asking('throttled', 4),
    prepare: (preparation) => {
      preparation.emulator.plan(asking('throttled', 30)(preparation), { on: 'createConnection', times: 1 });
    },
    succeedsWith: 'throttling',
  },
  'throttled.untilDate': {
    title: '429, Retry-After as a date → waits, then succeeds',
    once: throttledUntil(20),
    succeedsWith: 'throttling',
  },
  'throttled.zero': {
    title: '429, Retry-After 0 → succeeds',
    once: asking('throttled', 0),
    succeedsWith: 'throttling',
  },
  'throttled.decimals': {
    title: '429, Retry-After 2.5, which the standard does not allow → retries or reports it',
    once: ({ faults }) => faults.throttled({ retryAfter: '2.5' }),
  },
  'throttled.unreadable': {
    title: '429, Retry-After "soon", which the standard does not allow → retries or reports it',
    once: ({ faults }) => faults.throttled({ retryAfter: 'soon' }),
  },
  'throttled.forEver': {
    title: '429 each time, Retry-After 10 s → gives up and reports it',
    eachTime: asking('throttled', 10),
  },
  'unavailable.once': {
    title: '503, Retry-After 15 s → waits, then succeeds',
    once: asking('serviceUnavailable', 15),
    succeedsWith: 'outages',
  },
  'unavailable.created': {
    title: '503, although the connection was created → does not report success without a 201',
    once: 'brokenCard',
  },
  'unavailable.forEver': { title: '503 each time → gives up and reports it', eachTime: 'serviceUnavailable' },
  'error.500': { title: '500 each time → gives up and reports it', eachTime: 'internalServerError' },
  'error.502': { title: '502 each time → gives up and reports it', eachTime: 'badGateway' },
  'error.504': {
    title: '504 once → succeeds after a retry, or reports it',
    once: 'gatewayTimeout',
    succeedsWith: 'outages',
  },
  'error.504ForEver': { title: '504 each time → gives up and reports it', eachTime: 'gatewayTimeout' },
  'error.504Created': {
    title: '504, although the connection was created → reports it, or finds the connection',
    once: ({ faults }) => faults.gatewayTimeout({ processed: true }),
  },
  'connection.reset': { title: 'the connection is lost once → retries or reports it', once: 'connectionReset' },
  'connection.resetForEver': {
    title: 'the connection is lost each time → gives up and reports it',
    eachTime: 'connectionReset',
  },
  'connection.resetCreated': {
    title: 'the connection is lost after the create → reports it, or finds what was created',
    once: ({ faults }) => faults.connectionReset({ processed: true }),
  },
  'connection.hang': { title: 'no response → gives up, or reports the lost connection', eachTime: 'hang' },
});

/** A refusal of every request of the client, whatever its token. */
const refusal = (name: 'tokenUnreadable' | 'accessDenied'): Fault => ({
  name,
  stage: 'instead',
  change: (_, error) => error(name),
});

/** Failures of the look-up before the create. */
export const lookUps = situationsOf(
  {
    'lookUp.throttled': {
      title: 'look-up: 429, Retry-After 10 s → waits and looks again, or reports it',
      once: asking('throttled', 10),
      succeedsWith: 'throttling',
    },
    'lookUp.unavailable': {
      title: 'look-up: 503, Retry-After 15 s → waits and looks again, or reports it',
      once: asking('serviceUnavailable', 15),
      succeedsWith: 'outages',
    },
    'lookUp.500': { title: 'look-up: 500 each time → gives up and reports it', eachTime: 'internalServerError' },
    'lookUp.unauthorized': {
      title: 'look-up: 401 each time → reports it',
      eachTime: refusal('tokenUnreadable'),
    },
    'lookUp.forbidden': { title: 'look-up: 403 each time → reports it', eachTime: refusal('accessDenied') },
    'lookUp.htmlPage': {
      title: 'look-up: 502 with an HTML page each time → gives up and reports it',
      eachTime: 'htmlErrorPage',
    },
    'lookUp.reset': {
      title: 'look-up: the connection is lost each time → gives up and reports it',
      eachTime: 'connectionReset',
    },
    'lookUp.sameName': {
      title: 'look-up: another connection has the same name → does not adopt it',
      hasNamesake: true,
      prepare: existing(appId, { id: 'AnotherConnection' }),
    },
  },
  { isAboutLookUp: true, on: ['getConnection', 'listConnections'] },
);

/** The operation of a schema that the service could not register. */
const failed: Fault = {
  name: 'schemaFailed',
  stage: 'after',
  change: (response, error) => {
    const { error: details } = asRecord(error('malformed').body) ?? {};
    return { ...response, body: { ...asRecord(response.body), status: 'failed', error: details } };
  },
};

/** Failures after the create, of a client that registers a schema. */
export const schemas = situationsOf(
  {
    'schema.refused': { title: 'schema: 400 → reports it', eachTime: 'withoutInnerError' },
    'schema.throttled': {
      title: 'schema: 429, Retry-After 10 s → waits, then succeeds',
      once: asking('throttled', 10),
      succeedsWith: 'throttling',
    },
    'schema.failed': {
      title: 'schema: the operation fails → reports it, where the client waits for it',
      eachTime: failed,
      on: 'getOperation',
      // The connection never becomes ready, for clients that wait for that.
      emulator: (seconds) => ({ schemaDelay: seconds(1e6) * 1000 }),
    },
    'schema.slow': {
      title: 'schema: the operation takes 10 minutes → waits with pauses, or returns',
      emulator: (seconds) => ({ schemaDelay: seconds(600) * 1000 }),
    },
  },
  { isAboutSchema: true, on: 'updateSchema' },
);

/** Three times, so that there are pauses to check; once where they take real time. */
function withoutHeader({ emulator, faults, seconds }: Preparation): void {
  const seen = { creates: 0 };
  const isNext = ({ operation }: PlannedRequest) => operation === 'createConnection' && ++seen.creates <= seconds(3);
  emulator.plan(faults.throttled({ retryAfter: null }), { on: isNext, times: 3 });
}
