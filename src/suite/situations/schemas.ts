import { type Fault, faults } from '../../emulator/index.ts';
import { asRecord } from '../../rules/index.ts';
import type { Preparation, SituationData } from './situation.ts';

const minute = 60_000;

const times =
  (count: number, fault: (preparation: Preparation) => Fault) =>
  (preparation: Preparation): void =>
    preparation.emulator.plan(fault(preparation), { on: 'updateSchema', times: count });

/** The operation of a schema that the service could not register. */
const failed: Fault = {
  name: 'schemaFailed',
  stage: 'after',
  change: (answer, error) => {
    const { error: details } = asRecord(error('malformed').body) ?? {};
    return { ...answer, body: { ...asRecord(answer.body), status: 'failed', error: details } };
  },
};

const isAboutSchema = true;

/** Failures after the create, of a client that registers a schema. */
export const schemas: readonly SituationData[] = [
  {
    key: 'schema.refused',
    title: 'schema: 400 → reports it',
    isAboutSchema,
    prepare: times(Number.POSITIVE_INFINITY, () => faults.withoutInnerError()),
  },
  {
    key: 'schema.throttled',
    title: 'schema: 429, Retry-After 10 s → waits, then succeeds',
    isAboutSchema,
    prepare: times(1, ({ seconds }) => faults.throttled({ retryAfter: seconds(10) })),
    succeedsWith: 'throttling',
  },
  {
    key: 'schema.failed',
    title: 'schema: the operation fails → reports it, where the client waits for it',
    isAboutSchema,
    prepare: ({ emulator }) => emulator.plan(failed, { on: 'getOperation', times: Number.POSITIVE_INFINITY }),
  },
  {
    key: 'schema.slow',
    title: 'schema: the operation takes 10 minutes → waits with pauses, or returns',
    isAboutSchema,
    emulator: { schemaDelay: 10 * minute },
  },
];
