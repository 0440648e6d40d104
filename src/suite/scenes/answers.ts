import type { Fault } from '../../emulator/index.ts';
import { faults } from '../../emulator/index.ts';
import type { Scene, Stage } from '../scene.ts';

const always = { on: 'createConnection', times: Number.POSITIVE_INFINITY } as const;

const withFault =
  (fault: Fault) =>
  ({ emulator }: Stage): void =>
    emulator.plan(fault, always);

/** The answer with another body, on its way to the client. */
function withBody(name: string, text: string, stage: Fault['stage'] = 'after'): Fault {
  return {
    name,
    stage,
    on: ['createConnection'],
    change: (answer, error) => ({ ...(stage === 'after' ? answer : error('malformed')), body: text, isText: true }),
  };
}

/** Successes that look otherwise than usual, and failures that tell less than usual. */
export const answers: readonly Scene[] = [
  { key: 'answer.draft', title: 'takes 201 in state draft as the end: nothing else makes it ready' },
  {
    key: 'answer.futureMember',
    title: 'takes 201 with members of enums that it does not know',
    prepare: withFault(faults.unknownEnumMember()),
  },
  {
    key: 'answer.futureProperty',
    title: 'takes 201 with properties that it does not know',
    prepare: withFault(faults.extraProperties()),
  },
  {
    key: 'answer.emptyBody',
    title: 'survives 201 with an empty body',
    prepare: withFault(withBody('emptyBody', '')),
  },
  {
    key: 'answer.malformedBody',
    title: 'survives 201 with a body that is no JSON',
    prepare: withFault(faults.malformedJson()),
  },
  { key: 'answer.truncatedBody', title: 'survives 201 with half a body', prepare: withFault(faults.truncatedBody()) },
  {
    key: 'error.withoutInnerError',
    title: 'tells of 400 with an error that has no innerError',
    prepare: withFault(faults.withoutInnerError()),
  },
  {
    key: 'error.otherShape',
    title: 'tells of 400 with JSON that has no error in it',
    prepare: withFault(withBody('otherShape', '{"Message":"Something went wrong."}', 'instead')),
  },
  {
    key: 'error.emptyBody',
    title: 'tells of 400 with an empty body',
    prepare: withFault(withBody('emptyBody', '', 'instead')),
  },
  {
    key: 'error.htmlPage',
    title: 'tells of 502 with an HTML page of a gateway',
    prepare: withFault(faults.htmlErrorPage()),
  },
];
