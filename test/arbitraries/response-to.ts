import { createEmulator } from '../../src/emulator/index.ts';
import type { SchemaOptions } from '../../src/index.ts';

/** What the emulator returns for a body, and the first rule that it reports. */
export interface Outcome {
  readonly status: number;
  readonly code: string | undefined;
  readonly rule: string | undefined;
  readonly path: string | undefined;
}

/** A function that sends a body to an empty tenant; for a schema, to a tenant with its connection. */
export function responsesTo(
  operation: 'createConnection' | 'updateSchema',
  options: SchemaOptions,
): (body: unknown) => Promise<Outcome> {
  const { version = 'v1.0', ...context } = options;
  const graph = createEmulator({ ...context, onAdvisory: () => {} });
  const collection = `https://graph.microsoft.com/${version}/external/connections`;
  const [method, url] =
    operation === 'createConnection' ? ['POST', collection] : ['PATCH', `${collection}/contosohr/schema`];
  return async (body) => {
    graph.reset();
    if (operation === 'updateSchema') graph.put({ id: 'contosohr', name: 'Contoso HR' });
    const response = await graph.fetch(url, {
      method,
      headers: { Authorization: 'Bearer opaque-access-token', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    const violation = graph.exchanges[0]?.violations[0];
    const code: string | undefined = response.ok ? undefined : (await response.json()).error.code;
    return { status: response.status, code, rule: violation?.rule, path: violation?.path };
  };
}
