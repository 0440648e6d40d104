import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkCreateRequest, createExternalConnectionSchema } from 'external-connection-testkit';
import { createBuilders } from 'external-connection-testkit/builders';
import * as z from 'zod';
import { compared, inTurns } from '../in-turns.ts';
import { perCall } from '../per-call.ts';
import type { Question, Row } from '../row.ts';

/** What a check of a full payload costs beside ajv, compiled on the JSON Schema of the same shape. */
export const validation: Question = async () => {
  const jsonSchema = z.toJSONSchema(createExternalConnectionSchema, { io: 'input' });
  const options = { strict: false, formats: { regex: isPattern } };
  const ajv = new Ajv2020(options).compile(jsonSchema);
  const everyError = new Ajv2020({ ...options, allErrors: true }).compile(jsonSchema);
  const valid = createBuilders({ version: 'beta' }).createRequest();
  const invalid = { ...valid, id: 'contoso-hr', name: 'x'.repeat(129) };
  const parse = (body: unknown) => () => createExternalConnectionSchema.safeParse(body).success;
  const check = (body: unknown) => () => checkCreateRequest(body, { profile: 'documented', version: 'beta' });
  return [
    await rowOf('createExternalConnectionSchema.safeParse: valid payload', parse(valid), () => ajv(valid)),
    await rowOf('createExternalConnectionSchema.safeParse: two mistakes', parse(invalid), () => everyError(invalid)),
    {
      ...(await rowOf('checkCreateRequest: valid payload', check(valid), () => ajv(valid))),
      target: { of: 'ratio', atMost: 4 },
    },
    {
      ...(await rowOf('checkCreateRequest: two mistakes', check(invalid), () => everyError(invalid))),
      target: { of: 'ratio', atMost: 8 },
    },
  ];
};

async function rowOf(what: string, ours: () => unknown, peer: () => unknown): Promise<Row> {
  const turns = await inTurns({ ours: perCall(ours), peer: perCall(peer) }, 9);
  const { peer: figure, ...figures } = compared(turns.ours, turns.peer);
  return { what, ...figures, peer: { name: 'ajv 8, compiled', figure }, unit: 'µs' };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
