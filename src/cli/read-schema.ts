import { type ApiVersion, type ConnectionSchema, checkSchemaRequest } from '../index.ts';
import { readPayload } from './read-payload.ts';

/** The schema in a file, or why it cannot be used. */
type SchemaRead = { readonly schema: ConnectionSchema } | { readonly problem: string };

/** Reads the schema of a connection from a file. Never throws. */
export async function readSchema(file: string, version: ApiVersion): Promise<SchemaRead> {
  const read = await readPayload(file, 'a schema');
  if ('problem' in read) return read;
  const { payload } = read;
  const [violation] = checkSchemaRequest(payload, { version });
  if (!violation) return { schema: payload as ConnectionSchema };
  const fix = `Run check --schema ${file} for details`;
  return { problem: `Cannot use ${file}: it is not a valid schema (rule ${violation.rule}). ${fix}.` };
}
