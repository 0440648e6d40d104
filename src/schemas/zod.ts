import * as z from 'zod';
import { asRecord, isControlInformation, once } from '../rules/index.ts';
import { type Library, messageWithIdOf, type Preprocessed } from './enforces.ts';

/** The schemas of zod, which users parse with. */
export const zod: Library = {
  array: z.array,
  boolean: z.boolean,
  enum: z.enum,
  int: z.int,
  int32: z.int32,
  literal: z.literal,
  never: z.never,
  number: z.number,
  record: z.record,
  string: z.string,
  union: z.union,
  unknown: z.unknown,
  preprocess: (prepare, schema) => z.preprocess(prepare, schema) as unknown as Preprocessed<typeof schema>,
  strictObject: (shape, parameters) => tolerantObject(z.strictObject(shape, parameters)),
  responseObject: (shape) => z.looseObject(shape),
  looseObject: (shape, parameters) => tolerantObject(z.looseObject(shape, parameters)),
  checked: (schema, find) =>
    schema.superRefine((value, { addIssue }) => {
      for (const { rule, path } of find(value))
        addIssue({ code: 'custom', path: [...path], message: messageWithIdOf(rule) });
    }),
};

// The compiler asks for the annotation: `init` asserts a type.
const plainObject: z.core.$constructor<z.ZodObject> = z.ZodObject;

/** The trait of an object that ignores control information: `.extend()` and `.optional()` keep it. */
const Tolerant = once(() =>
  z.core.$constructor<z.ZodObject>('ExternalConnectionTestkitObject', (object, definition) => {
    plainObject.init(object, definition);
    const { parse } = object._zod;
    object._zod.parse = (payload, context) => {
      payload.value = withoutControlInformation(payload.value);
      return parse(payload, context);
    };
  }),
);

function tolerantObject<Schema extends z.ZodObject>(schema: Schema): Schema {
  // The definition decides the type, and it is the same.
  return new (Tolerant())(schema.def) as Schema;
}

function withoutControlInformation(value: unknown): unknown {
  const record = asRecord(value);
  if (!record || !Object.keys(record).some(isControlInformation)) return value;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !isControlInformation(name)));
}
