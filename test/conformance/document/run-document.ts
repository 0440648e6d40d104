import * as fc from 'fast-check';
import { createBuilders } from '../../../src/builders/index.ts';
import { createEmulator, type Emulator } from '../../../src/emulator/index.ts';
import { type ApiVersion, asRecord, type Profile } from '../../../src/rules/index.ts';
import { readDocument } from '../../openapi/document.ts';
import { undeclared } from '../../openapi/undeclared.ts';
import {
  type DocumentOperation,
  type GeneratedRequest,
  knownIds,
  type Parameter,
  requestsFor,
} from './generated-requests.ts';

/** What the responses to generated requests have shown. */
export interface DocumentFindings {
  readonly requests: number;
  /** How many operations of both documents were requested, v1.0 and beta apart. */
  readonly operations: number;
  /** How many responses had each status. */
  readonly statuses: ReadonlyMap<number, number>;
  /** What the document does not declare, a line for each kind, with a request that shows it. */
  readonly undeclared: ReadonlyMap<string, string>;
}

/**
 * Sends requests that are generated from the OpenAPI documents to an emulator, and compares each response with the
 * document of its profile. The same count and seed send the same requests.
 *
 * @param count how many requests there are at least.
 */
export async function runDocument({ count, seed }: { count: number; seed: number }): Promise<DocumentFindings> {
  const operations = (['live', 'documented'] as const).flatMap(operationsOf);
  const statuses = new Map<number, number>();
  const found = new Map<string, string>();
  const numRuns = Math.ceil(count / operations.length);
  for (const [index, operation] of operations.entries()) {
    const { profile } = operation;
    const graph = createEmulator({ profile, seed, now: () => new Date('2026-11-24T08:00:00Z'), onAdvisory: () => {} });
    for (const generated of fc.sample(requestsFor(operation), { numRuns, seed: seed + index })) {
      prepare(graph);
      const request = requestFrom(generated);
      const response = await graph.fetch(request).catch((error: unknown) => {
        throw new Error(`The emulator throws for ${JSON.stringify(generated)}`, { cause: error });
      });
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      for (const line of await undeclared(profile, operation, response)) {
        if (!found.has(line)) found.set(line, JSON.stringify(generated).slice(0, 1000));
      }
    }
  }
  return { requests: numRuns * operations.length, operations: operations.length, statuses, undeclared: found };
}

/** What to print of it: one line with the counts, and two for each undeclared thing. */
export function documentLines({ requests, operations, statuses, undeclared: found }: DocumentFindings): string[] {
  const lines = [...found.keys()];
  const byStatus = [...statuses].toSorted(([one], [other]) => one - other).map(([status, of]) => `${of} × ${status}`);
  const count = (kind: RegExp) => lines.filter((line) => kind.test(line)).length;
  const [ofStatus, ofHeader] = [count(/: status \d+$/), count(/, (no )?header [\w-]+$/)];
  return [
    `${requests} requests from the OpenAPI documents, to ${operations} operations: ${byStatus.join(', ')}.`,
    `Undeclared: ${ofStatus} statuses, ${ofHeader} headers, ${lines.length - ofStatus - ofHeader} bodies.`,
    ...[...found].flatMap(([line, request]) => [`- ${line}`, `    ${request}`]),
  ];
}

function operationsOf(profile: Profile): DocumentOperation[] {
  const document: Readonly<Record<string, unknown>> = { ...readDocument(profile) };
  const components = asRecord(document.components) ?? {};
  const parametersIn = (owner: unknown): Parameter[] => {
    const references = asRecord(owner)?.parameters;
    const names = (Array.isArray(references) ? references : []).map(({ $ref }) => String($ref).split('/').at(-1) ?? '');
    // The generator writes them so.
    return names.map((name) => asRecord(components.parameters)?.[name] as Parameter);
  };
  return Object.entries(asRecord(document.paths) ?? {}).flatMap(([path, methods]) =>
    Object.entries(asRecord(methods) ?? {})
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        version: (path.startsWith('/beta/') ? 'beta' : 'v1.0') satisfies ApiVersion,
        profile,
        operation: asRecord(operation) ?? {},
        parameters: [...parametersIn(methods), ...parametersIn(operation)],
        components: asRecord(components.schemas) ?? {},
      })),
  );
}

const build = createBuilders({ seed: 1 });
const schema = build.schema();
const item = build.item(schema);

/** A tenant with one connection, in which there is one of everything. */
function prepare(graph: Emulator): void {
  const { connectionId = '', operationId = '', itemId = '', groupId = '', memberId = '' } = knownIds;
  graph.reset();
  graph.put(
    { id: connectionId, name: 'Contoso HR', state: 'ready' },
    {
      schema,
      operationId,
      items: [{ ...item, id: itemId }],
      groups: [{ id: groupId, members: [{ id: memberId, type: 'user' }] }],
    },
  );
}

function requestFrom({ method, url, headers, text }: GeneratedRequest): Request {
  // Bytes, for fetch would add a Content-Type to a string.
  const body = text === undefined ? {} : { body: new TextEncoder().encode(text) };
  return new Request(`https://graph.microsoft.com${url}`, { method, headers, ...body });
}
