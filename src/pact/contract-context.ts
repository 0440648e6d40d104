import * as z from 'zod';
import { type ApiVersion, type Profile, serviceRoots } from '../rules/index.ts';
import { badOption, contextOf, schemasFor } from '../schemas/index.ts';
import type { JsonSchema } from './matcher-for.ts';

/** For which service a contract is; anything left out has its default. */
export interface ContractOptions {
  /** Default `beta`. */
  readonly version?: ApiVersion;
  /**
   * Default `live`: what holds against the live service. `documented` has the creates that the reference page shows
   * and the live service refuses, alone.
   */
  readonly profile?: Profile;
  /** The root that answers name in their URLs: that of a national cloud. Default `https://graph.microsoft.com`. */
  readonly root?: string;
}

/** The same with the defaults, and the rules as JSON Schema. */
export interface ContractContext extends Required<ContractOptions> {
  readonly schemas: { readonly createRequest: JsonSchema; readonly schemaRequest: JsonSchema };
}

/** @throws TypeError naming the option, its value and what is allowed. */
export function contractContextOf(options: ContractOptions = {}): ContractContext {
  const { profile, version } = contextOf({ profile: 'live', ...options });
  const { root = serviceRoots[0] } = options;
  if (!URL.canParse(root) || new URL(root).origin !== root) {
    throw badOption('root', root, `an origin without a path, such as "${serviceRoots[0]}"`);
  }
  const { createRequest, schemaRequest } = schemasFor({ profile, version });
  return {
    version,
    profile,
    root,
    schemas: { createRequest: jsonSchemaOf(createRequest), schemaRequest: jsonSchemaOf(schemaRequest) },
  };
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  // What zod writes for the schemas of this kit has no form that JsonSchema lacks: the tests of the matchers see to it.
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}
