import { Ajv2020 } from 'ajv/dist/2020.js';
import { getResponse } from 'msw';
import * as z from 'zod';
import { createEmulator } from '../../src/emulator/index.ts';
import {
  checkCreateRequest,
  checkSchemaRequest,
  type RuleId,
  rules,
  type SchemaOptions,
  schemasFor,
} from '../../src/index.ts';
import { handlersFor } from '../../src/msw/index.ts';
import { isRegularExpression } from '../../src/schemas/settings.ts';
import { asJson } from './run/value.ts';

/** Whether an artefact of the kit accepts a body; where it can say so, the rule that it saw broken first. */
export interface Verdict {
  readonly accepts: boolean;
  readonly rule?: RuleId | undefined;
}

/** Something that tells valid bodies from invalid ones. */
export type Judge = (body: unknown) => Verdict | Promise<Verdict>;

/** The operations whose bodies are judged. */
export type JudgedOperation = 'createConnection' | 'updateSchema';

/** Everything that can judge a body of the operation, for a context. */
export function judgesFor(operation: JudgedOperation, context: SchemaOptions): Readonly<Record<string, Judge>> {
  return operation === 'createConnection' ? createJudges(context) : schemaJudges(context);
}

/** The rules on the body of the operation: those that its judges must agree on. */
export function bodyRulesOf(operation: JudgedOperation): typeof rules {
  return rules.filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.includes(operation));
}

function createJudges(context: SchemaOptions): Record<string, Judge> {
  const { version, ...options } = context;
  const emulator = createEmulator({ ...options, onAdvisory: () => {} });
  const handlers = handlersFor(emulator);

  const answerOf = async (response: Response | undefined): Promise<Verdict> => {
    const broken = emulator.exchanges.at(-1)?.violations[0]?.rule;
    emulator.reset();
    return { accepts: response?.status === 201, rule: broken };
  };
  return {
    ...zodJudges(schemasFor(context).createRequest),
    checkCreateRequest(body) {
      const [violation] = checkCreateRequest(body, context);
      return { accepts: violation === undefined, rule: violation?.rule };
    },
    emulator: async (body) => answerOf(await emulator.fetch(requestWith(body, context))),
    'MSW handlers': async (body) => answerOf(await getResponse(handlers, requestWith(body, context))),
  };
}

function schemaJudges(context: SchemaOptions): Record<string, Judge> {
  return {
    ...zodJudges(schemasFor(context).schemaRequest),
    checkSchemaRequest(body) {
      const [violation] = checkSchemaRequest(body, context);
      return { accepts: violation === undefined, rule: violation?.rule };
    },
  };
}

function zodJudges(schema: z.ZodType): Record<string, Judge> {
  const jsonSchema = byJsonSchema(schema);
  return {
    zod: (body) => ({ accepts: schema.safeParse(body).success }),
    'JSON Schema': (body) => ({ accepts: jsonSchema(body) }),
  };
}

/** Whether a body is valid by JSON Schema, as zod writes it. */
export function byJsonSchema(schema: z.ZodType): (body: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, formats: { regex: isRegularExpression } });
  const validate = ajv.compile(z.toJSONSchema(schema, { io: 'input' }));
  // What travels is JSON: an absent member is no member at all.
  return (body) => validate(asJson(body));
}

function requestWith(body: unknown, { version = 'beta' }: SchemaOptions): Request {
  return new Request(`https://graph.microsoft.com/${version}/external/connections`, {
    method: 'POST',
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
