import { type ApiVersion, once, type Profile } from '../rules/index.ts';
import { contextOf, type SchemaOptions } from './check-requests.ts';
import { externalConnectionSchema, externalConnectionV1Schema } from './connection.ts';
import { type CreateRequests, createRequestFor } from './create-request.ts';
import { type SchemaRequests, schemaRequestFor } from './schema-request.ts';
import { zod } from './zod.ts';

const connections = once(() => ({ beta: externalConnectionSchema(zod), 'v1.0': externalConnectionV1Schema(zod) }));

type Connections = ReturnType<typeof connections>;

/**
 * The schemas of a create request, of the registration of a schema, and of a connection, for a profile and a
 * version. Switches change what is accepted at run time, not the static type.
 *
 * @throws TypeError naming the option when one cannot be used.
 * @example
 * ```ts
 * import { schemasFor } from 'external-connection-testkit';
 *
 * const { createRequest } = schemasFor({ profile: 'live', version: 'v1.0' });
 * createRequest.safeParse({ name: 'Contoso HR' }).success; // false: the live service wants an id
 * ```
 */
export function schemasFor<P extends Profile = 'live', V extends ApiVersion = 'v1.0'>(
  options: SchemaOptions & { readonly profile?: P | undefined; readonly version?: V | undefined } = {},
): SchemaSet<P, V> {
  const context = contextOf(options, 'schemasFor');
  const schemas: SchemaSet<Profile, ApiVersion> = {
    createRequest: createRequestFor(zod, context),
    schemaRequest: schemaRequestFor(zod, context),
    connection: connections()[context.version],
  };
  // contextOf has filled in the defaults of P and V, which the compiler cannot follow.
  return schemas as SchemaSet<P, V>;
}

interface SchemaSet<P extends Profile, V extends ApiVersion> {
  readonly createRequest: CreateRequests[P][V];
  readonly schemaRequest: SchemaRequests[V];
  readonly connection: Connections[V];
}
