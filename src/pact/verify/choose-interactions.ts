import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderState, ProviderStateName } from '../../emulator/index.ts';
import { type ApiVersion, asRecord, matchOperation, type OperationName, serviceRoots } from '../../rules/index.ts';
import type { InteractionResult } from './verification-results.ts';
import type { GivenPact } from './verify-options.ts';

/** An interaction of a file, raw and parsed. */
export interface Candidate {
  readonly pact: GivenPact;
  readonly raw: GivenPact['interactions'][number];
  /** Undefined for one that is not HTTP. */
  readonly http: HttpInteraction | undefined;
}

type HttpCandidate = Candidate & { readonly http: HttpInteraction };

/** The interactions to verify, and those to skip. */
export interface Choice {
  readonly chosen: readonly HttpCandidate[];
  readonly skipped: readonly InteractionResult[];
}

/** Every interaction of pacts. */
export function candidatesIn(pacts: readonly GivenPact[]): readonly Candidate[] {
  return pacts.flatMap((pact) => pact.interactions.map((raw) => ({ pact, raw, http: httpInteractionOf(raw) })));
}

/**
 * Chooses interactions.
 *
 * @param reasonAgainst why to skip an interaction; undefined where it is chosen.
 */
export function choose(
  candidates: readonly Candidate[],
  reasonAgainst: (candidate: Candidate) => string | undefined,
): Choice {
  const chosen: HttpCandidate[] = [];
  const skipped: InteractionResult[] = [];
  for (const candidate of candidates) {
    const { http } = candidate;
    const reason = reasonAgainst(candidate);
    if (reason !== undefined) skipped.push(skippedResult(candidate, reason));
    else if (http) chosen.push({ ...candidate, http });
  }
  return { chosen, skipped };
}

/** Runs an action with temporary files that contain only the chosen interactions. */
export async function withPactsOf<Result>(
  { chosen }: Choice,
  action: (files: readonly GivenPact[]) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'external-connection-testkit-'));
  try {
    const pacts = [...new Set(chosen.map(({ pact }) => pact))];
    return await action(
      pacts.map((pact, index) => {
        const interactions = chosen.filter((candidate) => candidate.pact === pact).map(({ raw }) => raw);
        const file = join(folder, `${index}.json`);
        // The rest of the pact contains the version of the specification.
        writeFileSync(file, JSON.stringify({ ...pact.raw, interactions }));
        return { ...pact, file, interactions };
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function skippedResult({ pact, raw, http }: Candidate, reason: string): InteractionResult {
  const { consumer, provider } = pact;
  const states = (http?.states ?? []).map(({ name }) => name);
  return {
    consumer,
    provider,
    description: String(raw.description),
    states,
    outcome: 'skipped',
    mismatches: [],
    duration: 0,
    reason,
  };
}

/** An interaction of any version of the specification, as far as a tenant needs it. */
export interface HttpInteraction {
  readonly description: string;
  readonly states: readonly ProviderState[];
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The example; undefined where there is none. */
  readonly body: unknown;
  readonly hasToken: boolean;
  /** Whether a value of a provider state becomes part of the path. */
  readonly hasGeneratedPath: boolean;
  /** The operation of the request; undefined where it is none that the kit knows. */
  readonly target: OperationTarget | undefined;
}

/** The operation of a request, and the connection that its path names. */
interface OperationTarget {
  readonly version: ApiVersion;
  readonly operation: OperationName;
  readonly connectionId: string | undefined;
}

/** Reads an interaction of a pact; undefined for one that is not HTTP. */
export function httpInteractionOf(raw: Readonly<Record<string, unknown>>): HttpInteraction | undefined {
  const request = asRecord(raw.request);
  if (typeof request?.path !== 'string') return undefined;
  const headers = Object.keys(asRecord(request.headers) ?? {}).map((name) => name.toLowerCase());
  const method = String(request.method ?? 'GET').toUpperCase();
  return {
    description: String(raw.description),
    states: statesOf(raw),
    method,
    path: request.path + queryText(request.query),
    body: exampleBody(request.body),
    hasToken: headers.includes('authorization'),
    hasGeneratedPath: asRecord(request.generators)?.path !== undefined,
    target: operationTarget(method, request.path),
  };
}

/** The operation of a request, in any spelling of its path. */
export function operationTarget(method: string, path: string): OperationTarget | undefined {
  const url = serviceRoots[0] + path;
  const match = URL.canParse(url) ? matchOperation(method, url) : undefined;
  if (match?.kind !== 'operation') return undefined;
  const { version, operation, ids } = match;
  return { version, operation, connectionId: ids.connectionId };
}

/** Whether method and path of a request are those of the interaction. */
export function isRequestOf(
  { method, path, hasGeneratedPath, target }: HttpInteraction,
  sent: { readonly method: string; readonly path: string },
): boolean {
  if (sent.method.toUpperCase() !== method) return false;
  if (!hasGeneratedPath) return plainPath(sent.path) === plainPath(path);
  return operationTarget(method, sent.path)?.operation === target?.operation;
}

/** A path without its query, in one spelling. */
function plainPath(path: string): string {
  const { pathname } = new URL(serviceRoots[0] + path);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** Every id of a connection that the interaction names, as it names it. */
export function idsIn({ states, body, target }: HttpInteraction): readonly string[] {
  // The id in the body of a group or a member is its own.
  const id = target?.connectionId ?? asRecord(body)?.id;
  const ids = [...states.map(({ params }) => params?.id), id];
  return ids.filter((id) => typeof id === 'string');
}

/** The provider states that requests to a tenant can bring about, with their operations. */
const tenantStates: Partial<Record<ProviderStateName, readonly OperationName[]>> = {
  'no connection has the id': [],
  'a connection exists': ['createConnection'],
  'a schema registration is in progress': ['createConnection', 'updateSchema'],
  'a schema is registered': ['createConnection', 'updateSchema', 'getOperation'],
  'an item exists': ['createConnection', 'updateSchema', 'getOperation', 'putItem'],
  'a group exists': ['createConnection', 'createGroup'],
};

/** The operations that bring a tenant into a provider state; undefined where none can. */
export function operationsFor(state: string): readonly OperationName[] | undefined {
  return new Map(Object.entries(tenantStates)).get(state);
}

/**
 * Why an interaction is not safe in a tenant that others use; undefined where it is: it reads, or it touches only a
 * connection that its own state creates or declares free.
 *
 * @param unsafe allows what a tenant can do, although it takes long or may leave something behind.
 */
export function dangerOf({ http }: Candidate, unsafe: boolean): string | undefined {
  if (!http?.target) return 'it requests no operation of external connections';
  const impossible = http.states.find(({ name }) => !operationsFor(name));
  if (impossible) return `a tenant cannot be brought into the state "${impossible.name}"`;
  if (unsafe) return undefined;
  if (http.states.some(({ name }) => operationsFor(name)?.includes('getOperation')))
    return 'a schema takes 5 to 15 minutes to be registered';
  return dangerOfRequest(http);
}

function dangerOfRequest({ method, target, states, body, hasToken }: HttpInteraction): string | undefined {
  if (method === 'GET' || !hasToken) return undefined;
  const id = target?.connectionId ?? asRecord(body)?.id;
  if (typeof id !== 'string') return 'it may create a connection of an unknown id';
  if (target?.connectionId === undefined) return undefined;
  const isCreated = states.some(
    ({ params }) => typeof params?.id === 'string' && params.id.toLowerCase() === id.toLowerCase(),
  );
  return isCreated ? undefined : 'it changes a connection that no state creates';
}

/** The provider states of an interaction. */
export function statesOf({
  providerStates,
  providerState,
}: Readonly<Record<string, unknown>>): readonly ProviderState[] {
  if (Array.isArray(providerStates)) return providerStates;
  return typeof providerState === 'string' && providerState !== '' ? [{ name: providerState }] : [];
}

/** Specification 2 has a string, later ones an object of lists. */
function queryText(query: unknown): string {
  if (typeof query === 'string') return query && `?${query}`;
  const pairs = Object.entries(asRecord(query) ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${encodeURIComponent(String(value))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Specification 4 wraps the body. */
function exampleBody(body: unknown): unknown {
  const record = asRecord(body);
  return record && 'content' in record ? record.content : (body ?? undefined);
}
