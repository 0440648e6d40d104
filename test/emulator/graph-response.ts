import * as z from 'zod';
import { externalConnectionSchema, graphErrorSchema } from '../../src/index.ts';

/** With `IEEE754Compatible=true` an Int64 is a string. */
const int64 = z.union([z.number(), z.string(), z.null()]);
const connection = externalConnectionSchema.extend({ ingestedItemsCount: int64 }).partial();

/** What a success has for its body, by the end of the path; the first that fits. */
const bodies: readonly (readonly [RegExp, z.ZodType])[] = [
  [/\$batch\/?$/, z.strictObject({ responses: z.array(z.unknown()).min(1).max(20) })],
  [/\/schema\/?$/, z.looseObject({ baseType: z.string(), properties: z.array(z.looseObject({ name: z.string() })) })],
  [/\/quota\/?$/, z.looseObject({ itemsRemaining: int64 })],
  [/\/operations\//, z.looseObject({ id: z.string(), status: z.enum(['inprogress', 'completed']), error: z.null() })],
  [/\/connections\/?$/, z.union([z.looseObject({ value: z.array(connection) }), connection.required({ id: true })])],
  [/\/connections/, connection],
];

const part = z.object({ id: z.string(), status: z.number(), headers: z.record(z.string(), z.string()) });

/** Why an response is none that Graph would give; undefined where nothing is wrong with it. */
export async function flawOf(url: string, response: Response, method = 'GET'): Promise<string | undefined> {
  const { status, headers } = response;
  const text = await response.text();
  if (!headers.has('request-id')) return 'no request-id';
  if (!headers.has('client-request-id')) return 'no client-request-id';
  if (status === 204 || status === 202) return text === '' ? undefined : `a body with ${status}`;
  if (!headers.get('content-type')?.startsWith('application/json')) return 'a body that is not said to be JSON';
  if (method === 'HEAD') return text === '' ? undefined : 'a body for HEAD';
  return flawOfBody(new URL(url).pathname, status, JSON.parse(text));
}

function flawOfBody(pathname: string, status: number, body: unknown): string | undefined {
  if (status >= 400 && status <= 501) return graphErrorSchema.safeParse(body).error?.message;
  if (status !== 200 && status !== 201) return `status ${status}`;
  const path = decodeURIComponent(pathname);
  const [, schema = z.never()] = bodies.find(([end]) => end.test(path)) ?? [];
  const { error, data } = schema.safeParse(body);
  if (error) return error.message;
  return flawsOfParts((data as { responses?: readonly unknown[] }).responses ?? []);
}

function flawsOfParts(responses: readonly unknown[]): string | undefined {
  for (const response of responses) {
    const { error, data } = part.safeParse(response);
    if (error) return error.message;
    const { body } = response as { body?: unknown };
    const flaw = data.status >= 400 ? graphErrorSchema.safeParse(body).error?.message : undefined;
    if (flaw) return `part ${data.id}: ${flaw}`;
  }
  return undefined;
}
