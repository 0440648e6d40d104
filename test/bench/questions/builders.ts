import { faker } from '@faker-js/faker/locale/en';
import { createExternalConnectionSchema } from 'external-connection-testkit';
import { createBuilders } from 'external-connection-testkit/builders';
import { fake, setFaker } from 'zod-schema-faker/v4';
import { compared, inTurns } from '../in-turns.ts';
import { getCreateRequestBetaMock } from '../peers/orval-create-request.ts';
import { perCall } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

const orval = 'orval 8.38.0';

/** How fast a full payload is built, and how many of them are valid. */
export const builders: Question = async () => {
  setFaker(faker);
  const build = createBuilders({ version: 'beta' });
  const ours = () => build.createRequest();
  const peers = {
    'zod-schema-faker 2.1.1': orNothing(() => fake(createExternalConnectionSchema)),
    [orval]: orNothing(getCreateRequestBetaMock),
  };
  const rows: Row[] = [];
  for (const [name, peer] of Object.entries(peers)) {
    const turns = await inTurns({ ours: perCall(ours), peer: perCall(peer) }, 9);
    const speed = compared(turns.ours, turns.peer);
    rows.push({
      what: 'build.createRequest: time',
      ...speed,
      peer: { name, figure: speed.peer },
      unit: 'µs',
      ...(name === orval && { target: { of: 'ratio', atMost: 0.05 } }),
    });
    rows.push({
      what: 'build.createRequest: valid payloads',
      ours: percentValid(ours),
      peer: { name, figure: percentValid(peer) },
      unit: '% valid',
      target: { of: 'ours', atLeast: 100 },
    });
  }
  return rows;
};

/** A call that throws gives no payload: zod-schema-faker throws where it meets a transform. */
function orNothing(make: () => unknown): () => unknown {
  return () => {
    try {
      return make();
    } catch {
      return undefined;
    }
  };
}

function percentValid(make: () => unknown): number {
  const payloads = Array.from({ length: 1000 }, make);
  return payloads.filter((payload) => createExternalConnectionSchema.safeParse(payload).success).length / 10;
}
