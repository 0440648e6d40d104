import * as z from 'zod';

/** What z.preprocess returns, under a name that every zod 4 has. */
export type Preprocessed<Schema extends z.ZodType> = z.ZodPipe<z.ZodTransform<unknown, unknown>, Schema>;

/**
 * z.preprocess with a type that our declarations can name: from zod 4.4.2 on it returns a ZodPreprocess, which older
 * ones lack, so that the members of an enum would silently become `any` in a user's project.
 */
export function preprocessed<Schema extends z.ZodType>(
  prepare: (value: unknown) => unknown,
  schema: Schema,
): Preprocessed<Schema> {
  return z.preprocess(prepare, schema) as unknown as Preprocessed<Schema>;
}
