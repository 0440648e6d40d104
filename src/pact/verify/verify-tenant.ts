import type { Redactor } from '../../emulator/redact.ts';
import { createOwnedConnections, type OwnedConnections } from '../../tenant/owned-connections.ts';
import { createTenantClient } from '../../tenant/tenant-client.ts';
import { type Choice, choose, reasonsOfDanger, withPactsOf } from './choose-interactions.ts';
import { idsIn } from './http-interaction.ts';
import { playPacts } from './play-pacts.ts';
import { tenantProvider } from './tenant-provider.ts';
import { resultsOf, type VerificationResults } from './verification-results.ts';
import type { VerifySettings } from './verify-options.ts';

/**
 * Verifies a tenant of Graph: only interactions that are safe there, on connections that the run creates and deletes
 * again. An interaction about a connection that was there before is skipped.
 */
export async function verifyTenant(settings: VerifySettings, redactor: Redactor): Promise<VerificationResults> {
  const { graphUrl = '', accessToken = '', timeoutMs, files, tenant, signal } = settings;
  const choice = choose(files, reasonsOfDanger(tenant.unsafe));
  const version = choice.chosen[0]?.http.target?.version ?? 'v1.0';
  const client = createTenantClient({ ...tenant, graphUrl, accessToken, timeoutMs, signal });
  const owned = createOwnedConnections(client, version);
  const { chosen, skipped, free } = await withoutExisting(choice, owned);
  if (chosen.length === 0) throw new Error(nothingLeft({ chosen, skipped }));
  const provider = tenantProvider({ graphUrl, client, owned, version, free });
  let leftovers: readonly string[] = [];
  const results = await withPactsOf({ chosen, skipped }, async (own) => {
    try {
      const responseTime = timeoutMs + 3 * tenant.waitMs;
      return await playPacts(provider, { ...settings, files: own }, { redactor, responseTime });
    } finally {
      leftovers = await provider.cleanUp();
      for (const leftover of leftovers) process.emitWarning(redactor.value(leftover));
    }
  });
  return resultsOf([...results.interactions, ...skipped], [...results.notices, ...leftovers]);
}

interface FreeChoice extends Choice {
  /** Ids that no connection has, in lower case. */
  readonly free: ReadonlySet<string>;
}

/** The choice without the interactions about connections that exist already. */
async function withoutExisting({ chosen, skipped }: Choice, owned: OwnedConnections): Promise<FreeChoice> {
  const named = new Set(chosen.flatMap(({ http }) => idsIn(http)).map((id) => id.toLowerCase()));
  const free = new Set<string>();
  for (const id of named) if (!(await owned.find(id, { before: true }))) free.add(id);
  const left = choose(
    // One pact for each file again, so that the reason concerns only its interaction.
    [...new Set(chosen.map(({ pact }) => pact))].map((pact) => ({
      ...pact,
      interactions: chosen.filter((candidate) => candidate.pact === pact).map(({ raw }) => raw),
    })),
    ({ http }) => {
      const taken = http && idsIn(http).find((id) => owned.wasThere(id));
      return taken === undefined ? undefined : `the tenant has a connection "${taken}" already, and it is left alone`;
    },
  );
  return { chosen: left.chosen, skipped: [...left.skipped, ...skipped], free };
}

function nothingLeft({ skipped }: Choice): string {
  const reasons = skipped.map(({ description, reason }) => `\n   ${description}: ${reason}`);
  return `No interaction can be verified in the tenant:${reasons.join('')}`;
}
