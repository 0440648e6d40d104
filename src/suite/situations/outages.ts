import { type Fault, faults, type PlannedRequest } from '../../emulator/index.ts';
import { asRecord, type OperationName } from '../../rules/index.ts';
import { always, appId, type Preparation, planned, type SituationData } from './situation.ts';

const create = 'createConnection';
const schema = 'updateSchema';
const lookUp: readonly OperationName[] = ['getConnection', 'listConnections'];

/**
 * A 429 with a date so many seconds after the request. Where waiting takes real time it is 4 s: longer than the pause of
 * a client that cannot read a date. A date has no fractions of a second.
 */
const throttledUntil = ({ now, seconds }: Preparation, count: number): Fault => ({
  name: 'throttled',
  stage: 'instead',
  change: (response, error) => {
    const second = Math.ceil(now() / 1000) + (seconds(count) < count ? 4 : count);
    return faults.throttled({ retryAfter: new Date(second * 1000) }).change(response, error);
  },
});

/** Failures of the service; most of them pass. */
export const outages: readonly SituationData[] = [
  {
    key: 'throttled.withoutHeader',
    title: '429 three times, no Retry-After → pauses between attempts',
    prepare: withoutHeader,
  },
  {
    key: 'throttled.once',
    title: '429, Retry-After 10 s → waits, then succeeds',
    prepare: planned(create, 1, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.twice',
    title: '429 twice, Retry-After 4 s, then 30 s → waits both times, then succeeds',
    prepare: (preparation) => {
      planned(create, 1, ({ seconds }) => faults.throttled({ retryAfter: seconds(4) }))(preparation);
      planned(create, 1, ({ seconds }) => faults.throttled({ retryAfter: seconds(30) }))(preparation);
    },
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.untilDate',
    title: '429, Retry-After as a date → waits, then succeeds',
    prepare: planned(create, 1, (preparation) => throttledUntil(preparation, 20)),
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.zero',
    title: '429, Retry-After 0 → succeeds',
    prepare: planned(create, 1, () => faults.throttled({ retryAfter: 0 })),
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.decimals',
    title: '429, Retry-After 2.5, which the standard does not allow → retries or reports it',
    prepare: planned(create, 1, () => faults.throttled({ retryAfter: '2.5' })),
  },
  {
    key: 'throttled.unreadable',
    title: '429, Retry-After "soon", which the standard does not allow → retries or reports it',
    prepare: planned(create, 1, () => faults.throttled({ retryAfter: 'soon' })),
  },
  {
    key: 'throttled.forEver',
    title: '429 each time, Retry-After 10 s → gives up and reports it',
    prepare: planned(create, always, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
  },
  {
    key: 'unavailable.once',
    title: '503, Retry-After 15 s → waits, then succeeds',
    prepare: planned(create, 1, ({ seconds }) => faults.serviceUnavailable({ retryAfter: seconds(15) })),
    succeedsWith: 'outages',
  },
  {
    key: 'unavailable.created',
    title: '503, although the connection was created → does not report success without a 201',
    prepare: planned(create, 1, () => faults.brokenCard()),
  },
  {
    key: 'unavailable.forEver',
    title: '503 each time → gives up and reports it',
    prepare: planned(create, always, () => faults.serviceUnavailable()),
  },
  {
    key: 'error.500',
    title: '500 each time → gives up and reports it',
    prepare: planned(create, always, () => faults.internalServerError()),
  },
  {
    key: 'error.502',
    title: '502 each time → gives up and reports it',
    prepare: planned(create, always, () => faults.badGateway()),
  },
  {
    key: 'error.504',
    title: '504 once → succeeds after a retry, or reports it',
    prepare: planned(create, 1, () => faults.gatewayTimeout()),
    succeedsWith: 'outages',
  },
  {
    key: 'error.504ForEver',
    title: '504 each time → gives up and reports it',
    prepare: planned(create, always, () => faults.gatewayTimeout()),
  },
  {
    key: 'error.504Created',
    title: '504, although the connection was created → reports it, or finds the connection',
    prepare: planned(create, 1, () => faults.gatewayTimeout({ processed: true })),
  },
  {
    key: 'connection.reset',
    title: 'the connection is lost once → retries or reports it',
    prepare: planned(create, 1, () => faults.connectionReset()),
  },
  {
    key: 'connection.resetForEver',
    title: 'the connection is lost each time → gives up and reports it',
    prepare: planned(create, always, () => faults.connectionReset()),
  },
  {
    key: 'connection.resetCreated',
    title: 'the connection is lost after the create → reports it, or finds what was created',
    prepare: planned(create, 1, () => faults.connectionReset({ processed: true })),
  },
  {
    key: 'connection.hang',
    title: 'no response → gives up, or reports the lost connection',
    prepare: planned(create, always, () => faults.hang()),
  },
];

/** A refusal of every request of the client, whatever its token. */
const refusal = (name: 'tokenUnreadable' | 'accessDenied'): Fault => ({
  name,
  stage: 'instead',
  change: (_, error) => error(name),
});

const isAboutLookUp = true;

/** Failures of the look-up before the create. */
export const lookUps: readonly SituationData[] = [
  {
    key: 'lookUp.throttled',
    title: 'look-up: 429, Retry-After 10 s → waits and looks again, or reports it',
    isAboutLookUp,
    prepare: planned(lookUp, 1, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'lookUp.unavailable',
    title: 'look-up: 503, Retry-After 15 s → waits and looks again, or reports it',
    isAboutLookUp,
    prepare: planned(lookUp, 1, ({ seconds }) => faults.serviceUnavailable({ retryAfter: seconds(15) })),
    succeedsWith: 'outages',
  },
  {
    key: 'lookUp.500',
    title: 'look-up: 500 each time → gives up and reports it',
    isAboutLookUp,
    prepare: planned(lookUp, always, () => faults.internalServerError()),
  },
  {
    key: 'lookUp.unauthorized',
    title: 'look-up: 401 each time → reports it',
    isAboutLookUp,
    prepare: planned(lookUp, always, () => refusal('tokenUnreadable')),
  },
  {
    key: 'lookUp.forbidden',
    title: 'look-up: 403 each time → reports it',
    isAboutLookUp,
    prepare: planned(lookUp, always, () => refusal('accessDenied')),
  },
  {
    key: 'lookUp.htmlPage',
    title: 'look-up: 502 with an HTML page each time → gives up and reports it',
    isAboutLookUp,
    prepare: planned(lookUp, always, () => faults.htmlErrorPage()),
  },
  {
    key: 'lookUp.reset',
    title: 'look-up: the connection is lost each time → gives up and reports it',
    isAboutLookUp,
    prepare: planned(lookUp, always, () => faults.connectionReset()),
  },
  {
    key: 'lookUp.sameName',
    title: 'look-up: another connection has the same name → does not adopt it',
    isAboutLookUp,
    hasNamesake: true,
    prepare: ({ emulator, connection }) => {
      const configuration = { authorizedAppIds: [appId] };
      emulator.put({ ...connection, id: 'AnotherConnection', configuration, state: 'ready' });
    },
  },
];

/** The operation of a schema that the service could not register. */
const failed: Fault = {
  name: 'schemaFailed',
  stage: 'after',
  change: (response, error) => {
    const { error: details } = asRecord(error('malformed').body) ?? {};
    return { ...response, body: { ...asRecord(response.body), status: 'failed', error: details } };
  },
};

const isAboutSchema = true;

/** Failures after the create, of a client that registers a schema. */
export const schemas: readonly SituationData[] = [
  {
    key: 'schema.refused',
    title: 'schema: 400 → reports it',
    isAboutSchema,
    prepare: planned(schema, always, () => faults.withoutInnerError()),
  },
  {
    key: 'schema.throttled',
    title: 'schema: 429, Retry-After 10 s → waits, then succeeds',
    isAboutSchema,
    prepare: planned(schema, 1, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'schema.failed',
    title: 'schema: the operation fails → reports it, where the client waits for it',
    isAboutSchema,
    prepare: ({ emulator }) => emulator.plan(failed, { on: 'getOperation', times: always }),
  },
  {
    key: 'schema.slow',
    title: 'schema: the operation takes 10 minutes → waits with pauses, or returns',
    isAboutSchema,
    emulator: (seconds) => ({ schemaDelay: seconds(600) * 1000 }),
  },
];

/** Three times, so that the pauses can be judged; once where they take real time. */
function withoutHeader({ emulator, seconds }: Preparation): void {
  const seen = { creates: 0 };
  const isNext = ({ operation }: PlannedRequest) => operation === 'createConnection' && ++seen.creates <= seconds(3);
  emulator.plan(faults.throttled({ retryAfter: null }), { on: isNext, times: 3 });
}
