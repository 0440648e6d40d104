import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProviderState, ProviderStateName } from '../../emulator/index.ts';
import { type ApiVersion, asRecord, matchOperation, type OperationName, serviceRoots } from '../../rules/index.ts';
import type { InteractionResult } from './verification-results.ts';
import type { GivenPact } from './verify-options.ts';

/** An interaction of a file, raw and parsed. */
interface Candidate {
  readonly pact: GivenPact;
  readonly raw: GivenPact['interactions'][number];
  /** Undefined for one that is not HTTP. */
  readonly http: HttpInteraction | undefined;
}

/** The interactions to verify, and those to skip. */
export interface Choice {
  readonly chosen: readonly (Candidate & { readonly http: HttpInteraction })[];
  readonly skipped: readonly InteractionResult[];
}

/**
 * Chooses the interactions of pacts.
 *
 * @param reasonAgainst why to skip an interaction; undefined where it is chosen.
 */
export function choose(
  pacts: readonly GivenPact[],
  reasonAgainst: (candidate: Candidate) => string | undefined,
): Choice {
  const candidates = pacts.flatMap((pact) =>
    pact.interactions.map((raw) => ({ pact, raw, http: httpInteractionOf(raw) })),
  );
  const judged = candidates.map((candidate) => ({ candidate, reason: reasonAgainst(candidate) }));
  return {
    chosen: judged.flatMap(({ candidate, reason }) => {
      const { http } = candidate;
      return reason === undefined && http ? [{ ...candidate, http }] : [];
    }),
    skipped: judged.flatMap(({ candidate, reason }) =>
      reason === undefined ? [] : [skippedResult(candidate, reason)],
    ),
  };
}

/** Why an interaction is skipped in a tenant, by `dangerOf`. */
export function reasonsOfDanger(unsafe: boolean): (candidate: Candidate) => string | undefined {
  return ({ raw }) => dangerOf(raw, unsafe);
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
        // The rest of the file contains the version of the specification.
        writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(pact.file, 'utf8')), interactions }));
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
    path: request.path + queryOf(request.query),
    body: bodyOf(request.body),
    hasToken: headers.includes('authorization'),
    hasGeneratedPath: asRecord(request.generators)?.path !== undefined,
    target: targetOf(method, request.path),
  };
}

/** The operation of a request, in any spelling of its path. */
export function targetOf(method: string, path: string): OperationTarget | undefined {
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
  return targetOf(method, sent.path)?.operation === target?.operation;
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

/** The provider states that requests to a tenant can bring about, and what a tenant needs for them. */
const tenantStates = {
  'no connection has the id': 'nothing',
  'a connection exists': 'a connection',
  'a schema registration is in progress': 'a registration',
  'a schema is registered': 'a schema',
  'an item exists': 'an item',
  'a group exists': 'a group',
} as const satisfies Partial<Record<ProviderStateName, string>>;

/** What a tenant needs for a provider state; undefined for a state that no request can bring about. */
type TenantNeed = (typeof tenantStates)[keyof typeof tenantStates];

/** What a tenant needs for a provider state; undefined where no request can bring it about. */
export function tenantNeedOf(state: string): TenantNeed | undefined {
  return Object.hasOwn(tenantStates, state) ? tenantStates[state as keyof typeof tenantStates] : undefined;
}

/**
 * Why an interaction is not safe in a tenant that others use; undefined where it is: it reads, or it touches only a
 * connection that its own state creates or declares free.
 *
 * @param unsafe allows what a tenant can do, although it takes long or may leave something behind.
 */
function dangerOf(raw: Readonly<Record<string, unknown>>, unsafe: boolean): string | undefined {
  const interaction = httpInteractionOf(raw);
  if (!interaction?.target) return 'it requests no operation of external connections';
  const needs = interaction.states.map(({ name }) => [name, tenantNeedOf(name)] as const);
  const impossible = needs.find(([, need]) => need === undefined);
  if (impossible) return `a tenant cannot be brought into the state "${impossible[0]}"`;
  if (unsafe) return undefined;
  if (needs.some(([, need]) => need === 'a schema' || need === 'an item'))
    return 'a schema takes 5 to 15 minutes to be registered';
  return dangerOfRequest(interaction);
}

function dangerOfRequest({ method, target, states, body, hasToken }: HttpInteraction): string | undefined {
  if (method === 'GET' || !hasToken) return undefined;
  const id = target?.connectionId ?? asRecord(body)?.id;
  if (typeof id !== 'string') return 'it may create a connection of an unknown id';
  if (target?.connectionId === undefined) return undefined;
  return states.some((state) => concerns(state, id)) ? undefined : 'it changes a connection that no state creates';
}

function concerns({ params }: ProviderState, id: string): boolean {
  return typeof params?.id === 'string' && params.id.toLowerCase() === id.toLowerCase();
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
function queryOf(query: unknown): string {
  if (typeof query === 'string') return query && `?${query}`;
  const pairs = Object.entries(asRecord(query) ?? {}).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}=${encodeURIComponent(String(value))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Specification 4 wraps the body. */
function bodyOf(body: unknown): unknown {
  const record = asRecord(body);
  return record && 'content' in record ? record.content : (body ?? undefined);
}
