import type * as z from 'zod';
import { define, lazyShape } from './enforces.ts';

const detail = define((z) =>
  z.responseObject({
    code: z.string().nullish(),
    message: z.string().nullish(),
    target: z.string().nullish(),
  }),
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const graphErrorSchema = define((z) =>
  z.responseObject(
    lazyShape(() => ({
      error: z.responseObject({
        code: z.string(),
        message: z.string(),
        target: z.string().nullish(),
        details: z.array(detail(z)).nullish(),
        innerError: z
          .responseObject({
            code: z.string().optional(),
            source: z.string().optional(),
            message: z.string().optional(),
            status: z.string().optional(),
            date: z.string().optional(),
            'request-id': z.string().optional(),
            'client-request-id': z.string().optional(),
          })
          .nullish(),
      }),
    })),
  ),
);

/** The error envelope of Graph. */
export interface GraphError extends z.infer<ReturnType<typeof graphErrorSchema>> {}
