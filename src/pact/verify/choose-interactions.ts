import type { ProviderState } from '../../emulator/index.ts';
import { asRecord, matchOperation, type OperationMatch, serviceRoots } from '../../rules/index.ts';
import { operationsFor, paramsOf } from './state-table.ts';
import { type InteractionResult, messageReason } from './verification-results.ts';
import type { GivenPact, VerifySettings } from './verify-options.ts';

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

/** Chooses from the interactions of the files: all requests, or in a tenant those that are safe there. */
export function chooseFrom({ files, isTenant, tenant }: Pick<VerifySettings, 'files' | 'isTenant' | 'tenant'>): Choice {
  const candidates = files.flatMap((pact) =>
    pact.interactions.map((raw) => ({ pact, raw, http: httpInteractionOf(raw) })),
  );
  return choose(candidates, ({ http }) => (isTenant ? dangerOf(http, tenant.unsafe) : undefined));
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
    if (reason === undefined && http) chosen.push({ ...candidate, http });
    else skipped.push(skippedResult(candidate, reason ?? messageReason));
  }
  return { chosen, skipped };
}

function skippedResult({ pact, raw, http }: Candidate, reason: string): InteractionResult {
  const { consumer, provider } = pact;
  const description = String(raw.description);
  const states = (http?.states ?? []).map(({ name }) => name);
  return { consumer, provider, description, states, outcome: 'skipped', mismatches: [], duration: 0, reason };
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
  /** Of the connection that the request is about: in the path, or in the body of a create. */
  readonly connectionId: unknown;
  readonly hasToken: boolean;
  /** The operation of the request; undefined where it is none that the kit knows. */
  readonly target: OperationTarget | undefined;
}

/** The operation of a request, with the ids in its path. */
type OperationTarget = Extract<OperationMatch, { kind: 'operation' }>;

/** Reads an interaction of a pact; undefined for one that is not HTTP. */
function httpInteractionOf(raw: Readonly<Record<string, unknown>>): HttpInteraction | undefined {
  const request = asRecord(raw.request);
  if (typeof request?.path !== 'string') return undefined;
  const headers = Object.keys(asRecord(request.headers) ?? {}).map((name) => name.toLowerCase());
  const method = String(request.method ?? 'GET').toUpperCase();
  // Specification 4, whose interactions have a type, wraps the body.
  const body = (raw.type === undefined ? request.body : asRecord(request.body)?.content) ?? undefined;
  const target = operationTarget(method, request.path);
  return {
    description: String(raw.description),
    states: statesOf(raw),
    method,
    path: request.path + queryText(request.query),
    body,
    // The id in the body of a group or a member is its own.
    connectionId: target?.ids.connectionId ?? asRecord(body)?.id,
    hasToken: headers.includes('authorization'),
    target,
  };
}

/** The operation of a request, in any spelling of its path. */
export function operationTarget(method: string, path: string): OperationTarget | undefined {
  const url = serviceRoots[0] + path;
  const match = URL.canParse(url) ? matchOperation(method, url) : undefined;
  return match?.kind === 'operation' ? match : undefined;
}

/** Every id of a connection that the interaction names, as it names it. */
export function idsIn({ states, connectionId }: HttpInteraction): readonly string[] {
  const ids = [...states.map((state) => paramsOf(state).id), connectionId];
  return ids.filter((id) => typeof id === 'string');
}

/**
 * Why an interaction is not safe in a tenant that others use; undefined where it is: it reads, or it touches only a
 * connection that its own state creates or declares free.
 *
 * @param unsafe allows what a tenant can do, although it takes long or may leave something behind.
 */
function dangerOf(http: HttpInteraction | undefined, unsafe: boolean): string | undefined {
  if (!http?.target) return 'it requests no operation of external connections';
  const { states, method, connectionId, hasToken, target } = http;
  const impossible = states.find(({ name }) => !operationsFor(name));
  if (impossible) return `a tenant cannot be brought into the state "${impossible.name}"`;
  if (unsafe) return undefined;
  if (states.some(({ name }) => operationsFor(name)?.includes('getOperation')))
    return 'a schema takes 5 to 15 minutes to be registered';
  if (method === 'GET' || !hasToken) return undefined;
  if (typeof connectionId !== 'string') return 'it may create a connection of an unknown id';
  if (target.ids.connectionId === undefined) return undefined;
  const isCreated = states.some((state) => String(paramsOf(state).id).toLowerCase() === connectionId.toLowerCase());
  return isCreated ? undefined : 'it changes a connection that no state creates';
}

/** The provider states of an interaction; specification 1 has only the name of one. */
function statesOf(raw: Readonly<Record<string, unknown>>): readonly ProviderState[] {
  const { providerStates, providerState = raw.provider_state } = raw;
  // Those of a file have a name, or it is refused.
  if (Array.isArray(providerStates))
    return providerStates.map(({ name, params }) => ({ name, params: asRecord(params) ?? {} }));
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
