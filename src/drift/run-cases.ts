import { createEngine } from '../emulator/engine.ts';
import { type ApiVersion, asRecord, claimsOf, definedOf, fakeToken, parseJson, requestLineOf } from '../rules/index.ts';
import type { OwnedConnections, SentCreate } from '../tenant/owned-connections.ts';
import { NoResponse, type TenantClient } from '../tenant/tenant-client.ts';
import { type Case, type CaseResult, hasSucceeded, inShort, type Observation, observe } from './case.ts';

interface Tools {
  readonly version: ApiVersion;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly onProgress: (sent: number, of: number) => void;
  readonly client: TenantClient;
  readonly owned: OwnedConnections;
  readonly expected: ExpectedResponses;
}

/**
 * Sends each request to the tenant and to the kit, one after the other, and cleans up whatever happens.
 *
 * @throws NoResponse when the tenant cannot be reached, or its connections cannot be listed.
 */
export async function runCases(cases: readonly Case[], tools: Tools) {
  const { owned, signal, onProgress } = tools;
  const results: CaseResult[] = [];
  const skipped: { title: string; reason: string }[] = [];
  let incomplete: string | undefined;
  const listed = await observe(await owned.list(signal));
  let leftovers: readonly string[] = [];
  try {
    for (const [index, of] of cases.entries()) {
      if (signal.aborted) throw new NoResponse('it was stopped');
      if (of.operation === 'createConnection' && of.id !== undefined && owned.wasThere(of.id)) {
        skipped.push({ title: of.title, reason: `a connection "${of.id}" was there before, and is left alone` });
        continue;
      }
      results.push(await runCase(of, index, tools));
      onProgress(index + 1, cases.length);
      incomplete = whyToStop(results, listed);
      if (incomplete !== undefined) break;
    }
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error;
    incomplete = `After ${results.length} requests of ${cases.length}: ${error.message}.`;
  } finally {
    leftovers = (await owned.removeAll()).map(({ id }) => id);
  }
  return { results, skipped, leftovers, incomplete };
}

/** Sends a request to both; again until both respond alike, where the case is about what takes time. */
async function runCase(of: Case, index: number, tools: Tools): Promise<CaseResult> {
  const { client, expected, signal, now, version } = tools;
  // The kit promises to return this id.
  const id = `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
  const headers = { ...of.headers, 'client-request-id': id };
  const kit = await expected.observe({ ...of, headers });
  const request = {
    ...requestLineOf(of.operation, version, of.ids),
    headers,
    hasToken: of.hasToken,
    text: of.text,
    signal,
  };
  const start = now().getTime();
  const send = () => client.send(request);
  const isCreate = of.operation === 'createConnection';
  let seen = await observe(isCreate ? await createInBoth({ of, kit }, send, tools) : await send());
  if (of.repeats && seen.status !== kit.status) {
    const alike = async () => {
      seen = await observe(await send());
      return seen.status === kit.status || undefined;
    };
    await client.poll(alike, 'the response is another', signal).catch(() => {});
  }
  return { of, kit, seen, waited: now().getTime() - start };
}

/** Sends a create, and deletes what it made in both where the case does not keep it. */
async function createInBoth(
  { of, kit }: Pick<CaseResult, 'of' | 'kit'>,
  send: () => Promise<Response>,
  { owned, expected }: Tools,
): Promise<Response> {
  const sent: SentCreate = { id: of.id, name: asRecord(parseJson(of.text ?? ''))?.name };
  const response = await owned.create(sent, send);
  if (response.ok && !of.keeps) await owned.release(sent, response);
  if (hasSucceeded(kit) && !of.keeps) await expected.remove(kit);
  return response;
}

/** Why to stop early: the first create was refused. */
function whyToStop(results: readonly CaseResult[], listed: Observation): string | undefined {
  const last = results.at(-1);
  if (last?.of.subject !== 'create' || hasSucceeded(last.seen)) return undefined;
  const list = hasSucceeded(listed) ? '' : ` The list of connections got ${inShort(listed)}.`;
  return `The first create got ${inShort(last.seen)}: nothing else was sent.${list} Use a token that may create connections, or repair the tenant.`;
}

interface ExpectedOptions extends Pick<Tools, 'version' | 'now'> {
  /** The root of the tenant: responses contain it. */
  readonly graphUrl: string;
  readonly accessToken: string;
}

/** The responses that the kit expects. */
type ExpectedResponses = ReturnType<typeof createExpected>;

/** The responses that the kit expects: those of its emulator, in profile live, to the same requests. */
export function createExpected({ graphUrl, version, accessToken, now }: ExpectedOptions) {
  // The emulator reads the claims of a token; this one has no others, and no signature.
  const claims = claimsOf(accessToken);
  const engine = createEngine({ profile: 'live', now, onAdvisory: () => {} });
  const token = claims ? fakeToken(readable(claims)) : 'opaque-access-token';

  type SentCase = Pick<Case, 'operation' | 'ids' | 'headers' | 'hasToken' | 'text'>;
  async function send({ operation, ids, headers, hasToken, text }: SentCase) {
    const { method, path } = requestLineOf(operation, version, ids);
    const request = new Request(graphUrl + path, {
      method,
      headers: { ...headers, ...(hasToken && { Authorization: `Bearer ${token}` }) },
      ...(text !== undefined && { body: new TextEncoder().encode(text) }),
    });
    return await engine.handle(request);
  }

  return {
    async observe(of: Case): Promise<Observation> {
      const { response, exchange } = await send(of);
      return { ...(await observe(response)), rule: exchange().violations[0]?.rule };
    },
    /** Deletes what a create made. */
    async remove({ body }: Observation): Promise<void> {
      const ids = { connectionId: String(asRecord(body)?.id) };
      await send({ operation: 'deleteConnection', ids, headers: {}, hasToken: true });
    },
  };
}

function readable({ aud, exp, appid, azp, roles, scp }: ReturnType<typeof claimsOf> & object) {
  return definedOf({ aud, exp, appid, azp, roles, scp });
}
