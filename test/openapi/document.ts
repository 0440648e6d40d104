import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Answer {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: { readonly 'application/json': { readonly schema: object; readonly examples: object } };
}

/** The name of a component of a version. */
export function componentOf(name: string, version: string): string {
  return version === 'beta' ? `${name}Beta` : name;
}

/** What the tests read of an operation in the document. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, Answer>>;
}

/** What the tests read of the document. */
export interface OpenApiDocument {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Answer>>;
    readonly parameters: Readonly<Record<string, { readonly schema: object }>>;
  };
  readonly 'x-rules': Readonly<Record<string, object>>;
}

/** Where the document is. */
export const documentPath = fileURLToPath(new URL('../../fixtures/openapi.json', import.meta.url));

/** The document as it is committed; a new one each time, for some tools write into it. */
export function readDocument(): OpenApiDocument {
  // The tests prove what this says.
  return JSON.parse(readFileSync(documentPath, 'utf8')) as OpenApiDocument;
}

/** Method and path of each operation of the document, such as `GET /beta/external/connections`. */
export function operationsIn({ paths }: OpenApiDocument): ReadonlyMap<string, DocumentedOperation> {
  return new Map(
    Object.entries(paths).flatMap(([path, { parameters, ...operations }]) =>
      Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}
