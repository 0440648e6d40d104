import { type Fault, faults } from '../../emulator/index.ts';
import type { Preparation, SituationData } from './situation.ts';

const always = { on: 'createConnection', times: Number.POSITIVE_INFINITY } as const;

const withFault =
  (fault: Fault) =>
  ({ emulator }: Preparation): void =>
    emulator.plan(fault, always);

/** A fault that replaces the body of the response. */
function withBody(name: string, text: string, stage: Fault['stage'] = 'after'): Fault {
  return {
    name,
    stage,
    on: ['createConnection'],
    change: (answer, error) => ({ ...(stage === 'after' ? answer : error('malformed')), body: text, isText: true }),
  };
}

/** Successes that look unusual, and failures that say less than usual. */
export const responses: readonly SituationData[] = [
  { key: 'answer.draft', title: '201 in state draft → returns: nothing else makes it ready' },
  {
    key: 'answer.futureMember',
    title: '201 with unknown members of enums → succeeds',
    prepare: withFault(faults.unknownEnumMember()),
  },
  {
    key: 'answer.futureProperty',
    title: '201 with unknown properties → succeeds',
    prepare: withFault(faults.extraProperties()),
  },
  {
    key: 'answer.emptyBody',
    title: '201 with an empty body → does not crash',
    prepare: withFault(withBody('emptyBody', '')),
  },
  {
    key: 'answer.malformedBody',
    title: '201 with a body that is not JSON → does not crash',
    prepare: withFault(faults.malformedJson()),
  },
  {
    key: 'answer.truncatedBody',
    title: '201 with half a body → does not crash',
    prepare: withFault(faults.truncatedBody()),
  },
  {
    key: 'error.withoutInnerError',
    title: '400 without innerError → reports the failure',
    prepare: withFault(faults.withoutInnerError()),
  },
  {
    key: 'error.otherShape',
    title: '400 with JSON that has no error in it → reports the failure',
    prepare: withFault(withBody('otherShape', '{"Message":"Something went wrong."}', 'instead')),
  },
  {
    key: 'error.emptyBody',
    title: '400 with an empty body → reports the failure',
    prepare: withFault(withBody('emptyBody', '', 'instead')),
  },
  {
    key: 'error.htmlPage',
    title: '502 with the HTML page of a gateway → reports the failure',
    prepare: withFault(faults.htmlErrorPage()),
  },
];
