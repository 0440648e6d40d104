import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dangerOf } from './danger.ts';
import { type HttpInteraction, httpInteractionOf } from './http-interaction.ts';
import type { PactFile } from './pact-files.ts';
import type { InteractionResult } from './verification-results.ts';

/** An interaction of a file, as it is and as it is read. */
export interface Candidate {
  readonly pact: PactFile;
  readonly raw: PactFile['interactions'][number];
  /** Undefined for one that is not of HTTP. */
  readonly http: HttpInteraction | undefined;
}

/** Which interactions take place, and why the others do not. */
export interface Choice {
  readonly chosen: readonly (Candidate & { readonly http: HttpInteraction })[];
  readonly skipped: readonly InteractionResult[];
}

/** @param reasonAgainst why an interaction is not to take place; undefined where it is. */
export function choose(
  pacts: readonly PactFile[],
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

/** Why an interaction is not for a tenant, by `dangerOf`. */
export function reasonsOfDanger(unsafe: boolean): (candidate: Candidate) => string | undefined {
  return ({ raw }) => dangerOf(raw, unsafe);
}

/** Files with the chosen interactions alone, for as long as the action takes. */
export async function withPactsOf<Result>(
  { chosen }: Choice,
  action: (files: readonly PactFile[]) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'external-connection-testkit-'));
  try {
    const pacts = [...new Set(chosen.map(({ pact }) => pact))];
    return await action(
      pacts.map((pact, index) => {
        const interactions = chosen.filter((candidate) => candidate.pact === pact).map(({ raw }) => raw);
        const file = join(folder, `${index}.json`);
        // The rest of the file says how its interactions are to be read.
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
