import { type Fault, faults, type PlannedRequest } from '../../emulator/index.ts';
import type { Scene, Stage } from '../scene.ts';

const forEver = Number.POSITIVE_INFINITY;

type Plan = (stage: Stage) => Fault;

const times =
  (count: number, plan: Plan) =>
  (stage: Stage): void =>
    stage.emulator.plan(plan(stage), { on: 'createConnection', times: count });

/** Seconds from now, as a date. */
const dateIn = ({ now, seconds }: Stage, count: number) => new Date(now() + (seconds(count) + 1) * 1000);

/** Moments in which the service does not do what it is asked; most of them pass. */
export const badDays: readonly Scene[] = [
  {
    key: 'throttled.withoutHeader',
    title: 'is throttled three times without Retry-After',
    prepare: withoutHeader,
  },
  {
    key: 'throttled.once',
    title: 'is throttled once, with Retry-After in seconds',
    prepare: times(1, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.twice',
    title: 'is throttled twice, the second time for longer',
    prepare: (stage) => {
      times(1, ({ seconds }) => faults.throttled({ retryAfter: seconds(4) }))(stage);
      times(1, ({ seconds }) => faults.throttled({ retryAfter: seconds(30) }))(stage);
    },
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.untilDate',
    title: 'is throttled once, with Retry-After as a date',
    prepare: times(1, (stage) => faults.throttled({ retryAfter: dateIn(stage, 20) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.zero',
    title: 'is throttled once, with Retry-After: 0',
    prepare: times(1, () => faults.throttled({ retryAfter: 0 })),
    succeedsWith: 'throttling',
  },
  {
    key: 'throttled.forEver',
    title: 'is throttled for ever, and ends all the same',
    prepare: times(forEver, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
  },
  {
    key: 'unavailable.once',
    title: 'meets 503 once, with Retry-After in seconds',
    prepare: times(1, ({ seconds }) => faults.serviceUnavailable({ retryAfter: seconds(15) })),
    succeedsWith: 'outages',
  },
  {
    key: 'unavailable.created',
    title: 'meets 503 although the connection was created',
    prepare: times(1, () => faults.brokenCard()),
  },
  {
    key: 'unavailable.forEver',
    title: 'meets 503 for ever, and ends all the same',
    prepare: times(forEver, () => faults.serviceUnavailable()),
  },
  {
    key: 'error.500',
    title: 'meets 500 for ever, and ends all the same',
    prepare: times(forEver, () => faults.internalServerError()),
  },
  {
    key: 'error.502',
    title: 'meets 502 for ever, and ends all the same',
    prepare: times(forEver, () => faults.badGateway()),
  },
  {
    key: 'error.504',
    title: 'meets 504 once',
    prepare: times(1, () => faults.gatewayTimeout()),
    succeedsWith: 'outages',
  },
  {
    key: 'error.504ForEver',
    title: 'meets 504 for ever, and ends all the same',
    prepare: times(forEver, () => faults.gatewayTimeout()),
  },
  {
    key: 'error.504Created',
    title: 'meets 504 although the connection was created',
    prepare: times(1, () => faults.gatewayTimeout({ processed: true })),
  },
  { key: 'connection.reset', title: 'loses the connection once', prepare: times(1, () => faults.connectionReset()) },
  {
    key: 'connection.resetForEver',
    title: 'loses the connection each time, and says so',
    prepare: times(forEver, () => faults.connectionReset()),
  },
  {
    key: 'connection.resetCreated',
    title: 'loses the connection although the connection was created',
    prepare: times(1, () => faults.connectionReset({ processed: true })),
  },
  {
    key: 'connection.hang',
    title: 'gets no answer, and ends once the connection is lost',
    prepare: times(forEver, () => faults.hang()),
  },
];

/** Three times, so that the pauses between them can be judged; once where they take their time. */
function withoutHeader({ emulator, seconds }: Stage): void {
  let met = 0;
  const isNext = ({ operation }: PlannedRequest) => operation === 'createConnection' && ++met <= seconds(3);
  emulator.plan(faults.throttled({ retryAfter: null }), { on: isNext, times: 3 });
}
