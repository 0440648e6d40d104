import { type Choice, choose, reasonsOfDanger, withPactsOf } from './choose-interactions.ts';
import { idsIn } from './http-interaction.ts';
import { playPacts } from './play-pacts.ts';
import type { Provider } from './provider.ts';
import { remoteProvider } from './remote-provider.ts';
import type { Secrets } from './secrets.ts';
import { createTenant, type Tenant } from './tenant.ts';
import { tenantProvider } from './tenant-provider.ts';
import { resultsOf, type VerificationResults } from './verification-results.ts';
import type { VerifySettings } from './verify-options.ts';

/**
 * Plays the pacts against a tenant of Graph: what is safe there, on connections that it creates and deletes again. An
 * interaction about a connection that was there before does not take place.
 */
export async function verifyTenant(settings: VerifySettings, secrets: Secrets): Promise<VerificationResults> {
  const { baseUrl = '', accessToken = '', timeout, files, tenant: options } = settings;
  const tenant = createTenant({ baseUrl, accessToken, timeout, ...options });
  const { chosen, skipped, free, collection } = await prepared(choose(files, reasonsOfDanger(options.unsafe)), tenant);
  if (chosen.length === 0) throw new Error(nothingLeft({ chosen, skipped }));
  const { ask } = remoteProvider({ ...settings, baseUrl });
  const asking: Provider['ask'] = async (request) => tenant.heed(await ask(request));
  const provider = tenantProvider({ collection, tenant, ask: asking, free });
  let leftovers: readonly string[] = [];
  const results = await withPactsOf({ chosen, skipped }, async (own) => {
    try {
      const answerTime = timeout + 3 * options.patience;
      return await playPacts(provider, { ...settings, files: own }, { secrets, answerTime });
    } finally {
      leftovers = await provider.cleanUp();
      for (const leftover of leftovers) process.emitWarning(secrets.redacted(leftover));
    }
  });
  return resultsOf([...results.interactions, ...skipped], [...results.notices, ...leftovers]);
}

interface Prepared extends Choice {
  /** Ids that no connection has, in lower case. */
  readonly free: ReadonlySet<string>;
  readonly collection: string;
}

/** The choice without what is about connections that are there already. */
async function prepared({ chosen, skipped }: Choice, tenant: Tenant): Promise<Prepared> {
  const collection = chosen[0]?.http.target?.collection ?? '';
  const named = new Set(chosen.flatMap(({ http }) => idsIn(http)).map((id) => id.toLowerCase()));
  const free = new Set<string>();
  for (const id of named) if (!(await tenant.has(collection, id))) free.add(id);
  const left = choose(
    // Each interaction a pact of its own file again, so that the reason falls on it alone.
    [...new Set(chosen.map(({ pact }) => pact))].map((pact) => ({
      ...pact,
      interactions: chosen.filter((candidate) => candidate.pact === pact).map(({ raw }) => raw),
    })),
    ({ http }) => {
      const taken = http && idsIn(http).find((id) => !free.has(id.toLowerCase()));
      return taken === undefined ? undefined : `the tenant has a connection "${taken}" already, and it is left alone`;
    },
  );
  return { chosen: left.chosen, skipped: [...left.skipped, ...skipped], free, collection };
}

function nothingLeft({ skipped }: Choice): string {
  const reasons = skipped.map(({ description, reason }) => `\n   ${description}: ${reason}`);
  return `No interaction can take place in the tenant:${reasons.join('')}`;
}
