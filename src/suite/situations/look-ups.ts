import { type Fault, faults } from '../../emulator/index.ts';
import type { OperationName } from '../../rules/index.ts';
import { appId, type Preparation, type SituationData } from './situation.ts';

const always = Number.POSITIVE_INFINITY;
const lookUp: readonly OperationName[] = ['getConnection', 'listConnections'];

const times =
  (count: number, fault: (preparation: Preparation) => Fault) =>
  (preparation: Preparation): void =>
    preparation.emulator.plan(fault(preparation), { on: lookUp, times: count });

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
    prepare: times(1, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'lookUp.unavailable',
    title: 'look-up: 503, Retry-After 15 s → waits and looks again, or reports it',
    isAboutLookUp,
    prepare: times(1, ({ seconds }) => faults.serviceUnavailable({ retryAfter: seconds(15) })),
    succeedsWith: 'outages',
  },
  {
    key: 'lookUp.500',
    title: 'look-up: 500 each time → gives up and reports it',
    isAboutLookUp,
    prepare: times(always, () => faults.internalServerError()),
  },
  {
    key: 'lookUp.unauthorized',
    title: 'look-up: 401 each time → reports it',
    isAboutLookUp,
    prepare: times(always, () => refusal('tokenUnreadable')),
  },
  {
    key: 'lookUp.forbidden',
    title: 'look-up: 403 each time → reports it',
    isAboutLookUp,
    prepare: times(always, () => refusal('accessDenied')),
  },
  {
    key: 'lookUp.htmlPage',
    title: 'look-up: 502 with an HTML page each time → gives up and reports it',
    isAboutLookUp,
    prepare: times(always, () => faults.htmlErrorPage()),
  },
  {
    key: 'lookUp.reset',
    title: 'look-up: the connection is lost each time → gives up and reports it',
    isAboutLookUp,
    prepare: times(always, () => faults.connectionReset()),
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
