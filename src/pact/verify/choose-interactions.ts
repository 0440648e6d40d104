import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dangerOf, type HttpInteraction, httpInteractionOf } from './http-interaction.ts';
import type { PactFile } from './pact-files.ts';
import type { InteractionResult } from './verification-results.ts';

/** An interaction of a file, raw and parsed. */
export interface Candidate {
  readonly pact: PactFile;
  readonly raw: PactFile['interactions'][number];
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

/** Why an interaction is skipped in a tenant, by `dangerOf`. */
export function reasonsOfDanger(unsafe: boolean): (candidate: Candidate) => string | undefined {
  return ({ raw }) => dangerOf(raw, unsafe);
}

/** Runs an action with temporary files that contain only the chosen interactions. */
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
