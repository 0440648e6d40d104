import * as z from 'zod';
import { type ApiVersion, type Profile, serviceRoots, withDefaults } from '../rules/index.ts';
import {
  externalGroupSchema,
  externalItemSchema,
  groupMemberSchema,
  option,
  readOptions,
  ruleContextOptions,
  schemasFor,
  zod,
} from '../schemas/index.ts';
import type { JsonSchema } from './matcher.ts';

/** Which service a contract is about. */
export interface ContractOptions {
  /** Default `v1.0`. */
  readonly version?: ApiVersion;
  /**
   * Default `live`: interactions that hold against the live service. `documented`: only the creates that the reference
   * page shows and the live service refuses.
   */
  readonly profile?: Profile;
  /** The root of the URLs in responses, such as that of a national cloud. Default `https://graph.microsoft.com`. */
  readonly graphUrl?: string;
}

/** The options with their defaults, and the rules as JSON Schema. */
export interface ContractContext extends Required<ContractOptions> {
  /** By the name that the table of operations gives a request body. */
  readonly bodySchemas: Readonly<Record<string, JsonSchema>>;
}

/** The options of `ContractOptions`, for every function that has them. */
export const contractShape = {
  version: ruleContextOptions.version,
  profile: ruleContextOptions.profile,
  graphUrl: option.where<string>(isOrigin, `an origin without a path, such as "${serviceRoots[0]}"`),
};

/**
 * The context of a contract.
 *
 * @param of the function that takes the options, for the error.
 * @throws TypeError naming the option, its value and what is allowed.
 */
export function contractContextOf(options: ContractOptions | undefined, of: string): ContractContext {
  const { graphUrl = serviceRoots[0], ...rest } = readOptions(of, contractShape, options);
  const { profile, version } = withDefaults(rest);
  const { createRequest, schemaRequest } = schemasFor({ profile, version });
  return {
    version,
    profile,
    graphUrl,
    // The rules of an update are those of a create, with nothing required.
    bodySchemas: {
      externalConnection: jsonSchemaOf(createRequest),
      schema: jsonSchemaOf(schemaRequest),
      externalItem: jsonSchemaOf(externalItemSchema(zod)),
      externalGroup: jsonSchemaOf(externalGroupSchema(zod)),
      identity: jsonSchemaOf(groupMemberSchema(zod)),
    },
  };
}

function isOrigin(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value) && new URL(value).origin === value;
}

function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  // JsonSchema describes all that zod writes for the schemas of this kit, which the tests of the matchers check.
  return z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
}
