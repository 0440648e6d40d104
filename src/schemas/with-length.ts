import type * as z from 'zod';
import type { BodyRuleId } from '../rules/index.ts';
import { enforces } from './enforces.ts';

interface Length {
  /** Default 0. */
  readonly minimum?: number;
  readonly maximum: number;
}

/**
 * A text of so many UTF-16 code units, as .NET counts them. Not zod's `.min` and `.max`: they count code points from
 * 4.6 on and code units before, so the same name would pass or not by the version of zod. JSON Schema states
 * `minLength` and `maxLength`, which count code points: a text with emoji may pass there and be too long here.
 */
export function withLength(schema: z.ZodString, { minimum = 0, maximum }: Length, rule: BodyRuleId): z.ZodString {
  return schema
    .refine(({ length }) => length >= minimum && length <= maximum, enforces(rule))
    .meta({ ...(minimum > 0 && { minLength: minimum }), maxLength: maximum });
}
