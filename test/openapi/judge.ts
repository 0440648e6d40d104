import { Ajv2020, type AnySchemaObject, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readDocument } from './document.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(readDocument() as AnySchemaObject, 'openapi.json');

/** What is wrong with a value by a schema in the document, such as `#/components/schemas/GraphError`. */
export function errorsBy(pointer: string, value: unknown): readonly ErrorObject[] {
  const validate = ajv.getSchema(`openapi.json${pointer}`);
  if (!validate) throw new Error(`fixtures/openapi.json has nothing at ${pointer}.`);
  // What travels is JSON: an absent member is no member at all.
  return validate(JSON.parse(JSON.stringify(value))) ? [] : (validate.errors ?? []);
}
