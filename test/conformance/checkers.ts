import { Ajv2020 } from 'ajv/dist/2020.js';
import { getResponse } from 'msw';
import * as z from 'zod';
import { createEmulator } from '../../src/emulator/index.ts';
import {
  checkCreateRequest,
  checkItem,
  checkSchemaRequest,
  externalItemSchema,
  type RuleId,
  rules,
  type SchemaOptions,
  schemasFor,
} from '../../src/index.ts';
import { handlersFor } from '../../src/msw/index.ts';
import { asRecord, everyTypeSchema, operationOf, pathOf } from '../../src/rules/index.ts';
import { externalGroupSchema, groupMemberSchema, zod } from '../../src/schemas/index.ts';
import { activitiesRequestSchema, itemSchemaFor } from '../../src/schemas/item.ts';
import { isRegularExpression } from '../../src/schemas/settings.ts';
import { asJson } from './run/value.ts';

/** Whether an artefact of the kit accepts a body; where it can say so, the rule that it saw broken first. */
export interface Decision {
  readonly accepts: boolean;
  readonly rule?: RuleId | undefined;
}

/** Decides whether a body is valid. */
export type Checker = (body: unknown) => Decision | Promise<Decision>;

/** The operations whose bodies are checked. */
export const checkedOperations = [
  'createConnection',
  'updateSchema',
  'putItem',
  'addActivities',
  'createGroup',
  'addMember',
] as const;

export type CheckedOperation = (typeof checkedOperations)[number];

/** Everything that can check a body of the operation, for a context. */
export function checkersFor(operation: CheckedOperation, context: SchemaOptions): Readonly<Record<string, Checker>> {
  const { profile = 'live' } = context;
  const { createRequest, schemaRequest } = schemasFor(context);
  return {
    createConnection: () => ({
      ...zodCheckers(createRequest),
      checkCreateRequest: firstOf((body) => checkCreateRequest(body, context)),
      ...running(operation, context),
    }),
    updateSchema: () => ({
      ...zodCheckers(schemaRequest),
      checkSchemaRequest: firstOf((body) => checkSchemaRequest(body, context)),
      ...running(operation, context),
    }),
    putItem: () => ({
      zod: zodCheckers(itemSchemaFor(zod, { profile, schema: everyTypeSchema })).zod,
      // The document has one schema for the items of all connections: that of profile live, as any connection takes it.
      ...(profile === 'live' && { 'JSON Schema': zodCheckers(externalItemSchema)['JSON Schema'] }),
      checkItem: firstOf((body) => checkItem(body, { ...context, schema: everyTypeSchema })),
      ...running(operation, context),
    }),
    addActivities: () => ({ ...zodCheckers(activitiesRequestSchema(zod)), ...running(operation, context) }),
    createGroup: () => ({ ...zodCheckers(externalGroupSchema(zod)), ...running(operation, context) }),
    addMember: () => ({ ...zodCheckers(groupMemberSchema(zod)), ...running(operation, context) }),
  }[operation]();
}

/** The rules on the body of the operation: those that its checkers must agree on. */
export function bodyRulesOf(operation: CheckedOperation): typeof rules {
  return rules.filter(({ checkedBy, operations }) => checkedBy === 'body' && operations.includes(operation));
}

function firstOf(check: (body: unknown) => readonly { readonly rule: RuleId }[]): Checker {
  return (body) => {
    const [violation] = check(body);
    return { accepts: violation === undefined, rule: violation?.rule };
  };
}

/** The emulator, called and behind MSW. */
function running(operation: CheckedOperation, context: SchemaOptions): Record<string, Checker> {
  const { version, ...options } = context;
  const emulator = createEmulator({ ...options, onAdvisory: () => {} });
  const handlers = handlersFor(emulator);
  const { success } = operationOf(operation);

  const checker = (send: (request: Request) => Promise<Response | undefined>): Checker => {
    return async (body) => {
      emulator.reset();
      // A schema that is registered anew may leave out its baseType.
      const state = operation === 'updateSchema' ? {} : contents;
      if (operation !== 'createConnection') emulator.put({ id: 'contosohr', state: 'ready' }, state);
      const response = await send(requestWith(operation, body, context));
      return { accepts: response?.status === success, rule: emulator.exchanges.at(-1)?.violations[0]?.rule };
    };
  };
  return {
    emulator: checker((request) => emulator.fetch(request)),
    'MSW handlers': checker((request) => getResponse(handlers, request)),
  };
}

/** What the connection has to which the requests go. */
const contents = {
  schema: everyTypeSchema,
  items: [{ id: '1', acl: [], properties: {} }],
  groups: [{ id: 'company' }],
};

function zodCheckers(schema: z.ZodType): Record<'zod' | 'JSON Schema', Checker> {
  const jsonSchema = byJsonSchema(schema);
  return {
    zod: (body) => ({ accepts: schema.safeParse(body).success }),
    // JSON Schema states an enum in one case only: it gets the body that zod returns.
    'JSON Schema': (body) => ({ accepts: jsonSchema(schema.safeParse(body).data ?? body) }),
  };
}

/** Whether a body is valid by JSON Schema, as zod writes it. */
export function byJsonSchema(schema: z.ZodType): (body: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, formats: { regex: isRegularExpression } });
  const validate = ajv.compile(z.toJSONSchema(schema, { io: 'input' }));
  // What travels is JSON: an absent member is no member at all.
  return (body) => validate(asJson(body));
}

function requestWith(operation: CheckedOperation, body: unknown, { version = 'beta' }: SchemaOptions): Request {
  const id = asRecord(body)?.id;
  const itemId = operation === 'putItem' && typeof id === 'string' && id !== '' ? id : '1';
  const path = pathOf(operation, { connectionId: 'contosohr', itemId, groupId: 'company' });
  return new Request(`https://graph.microsoft.com/${version}${path}`, {
    method: operationOf(operation).method,
    headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}
