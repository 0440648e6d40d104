import * as z from 'zod';
import { once } from '../rules/index.ts';
import { lazyShape } from './enforces.ts';

const detail = once(() =>
  z.looseObject({
    code: z.string().nullish(),
    message: z.string().nullish(),
    target: z.string().nullish(),
  }),
);

/** Made at its first use, for no import shall pay for it. See `src/index.ts`. */
export const graphErrorSchema = once(() =>
  z.looseObject(
    lazyShape(() => ({
      error: z.looseObject({
        code: z.string(),
        message: z.string(),
        target: z.string().nullish(),
        details: z.array(detail()).nullish(),
        innerError: z
          .looseObject({
            code: z.string().optional(),
            source: z.string().optional(),
            message: z.string().optional(),
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
