import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ApiVersion, Profile } from '../../src/index.ts';

interface Described {
  readonly $ref?: string;
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: { readonly 'application/json': { readonly schema: object; readonly examples: object } };
}

/** What the tests read of an operation in the document. */
export interface DocumentedOperation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly responses: Readonly<Record<string, Described>>;
}

/** What the tests read of the document. */
export interface OpenApiDocument {
  readonly 'x-profile': Profile;
  readonly tags: readonly { readonly name: string }[];
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Described>>;
    readonly parameters: Readonly<Record<string, { readonly schema: object }>>;
  };
  readonly 'x-rules': Readonly<Record<string, object>>;
}

/** Where the document of a profile is. */
export function documentPath(profile: Profile): string {
  const name = profile === 'live' ? 'openapi.json' : 'openapi.documented.json';
  return fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
}

/** The document of a profile as it is committed; a new one each time, for some tools write into it. */
export function readDocument(profile: Profile): OpenApiDocument {
  // The tests prove what this says.
  return JSON.parse(readFileSync(documentPath(profile), 'utf8')) as OpenApiDocument;
}

/** The name of a schema in a version: with `Beta` at the end where it differs there. */
export function componentOf(name: string, { profile, version }: { profile: Profile; version: ApiVersion }): string {
  const isOther = version === 'beta' && readDocument(profile).components.schemas[`${name}Beta`] !== undefined;
  return isOther ? `${name}Beta` : name;
}

/** Method and path of each operation of the document, such as `GET /beta/external/connections`. */
export function operationsIn({ paths }: OpenApiDocument): ReadonlyMap<string, DocumentedOperation> {
  return new Map(
    Object.entries(paths).flatMap(([path, { parameters, ...operations }]) =>
      Object.entries(operations).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}
