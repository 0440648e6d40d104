import { Ajv2020, type AnySchemaObject, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Profile } from '../../src/index.ts';
import { readDocument } from './document.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
for (const profile of ['live', 'documented'] as const) {
  ajv.addSchema(readDocument(profile) as AnySchemaObject, profile);
}

/** What is wrong with a value by a schema in the document of a profile, such as `#/components/schemas/GraphError`. */
export function errorsBy(profile: Profile, pointer: string, value: unknown): readonly ErrorObject[] {
  const validate = ajv.getSchema(`${profile}${pointer}`);
  if (!validate) throw new Error(`The document of profile ${profile} has nothing at ${pointer}.`);
  // What travels is JSON: an absent member is no member at all.
  return validate(JSON.parse(JSON.stringify(value))) ? [] : (validate.errors ?? []);
}
