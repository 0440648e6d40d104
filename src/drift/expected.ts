import { createEngine } from '../emulator/engine.ts';
import { type ApiVersion, asRecord, claimsOf, fakeToken } from '../rules/index.ts';
import { type Case, requestLineOf } from './case.ts';
import { type Observation, observe } from './observation.ts';

interface ExpectedOptions {
  /** The root of the tenant: responses contain it. */
  readonly graphUrl: string;
  readonly version: ApiVersion;
  readonly accessToken: string;
  readonly now: () => Date;
}

type Sent = Pick<Case, 'operation' | 'connectionId' | 'headers' | 'hasToken' | 'text'>;

/** The responses that the kit expects: those of its emulator, in profile live, to the same requests. */
export interface Expected {
  observe(of: Case): Promise<Observation>;
  /** Deletes what a create made. */
  remove(created: Observation): Promise<void>;
}

/** An emulator that expects the tenant's responses. */
export function createExpected({ graphUrl, version, accessToken, now }: ExpectedOptions): Expected {
  // The emulator reads the claims of a token; this one has no others, and no signature.
  const claims = claimsOf(accessToken);
  const engine = createEngine({ profile: 'live', now, onAdvisory: () => {} });
  const token = claims ? fakeToken(readable(claims)) : 'opaque-access-token';

  async function send({ headers, hasToken, text, ...of }: Sent) {
    const { method, path } = requestLineOf(of, version);
    const request = new Request(graphUrl + path, {
      method,
      headers: { ...headers, ...(hasToken && { Authorization: `Bearer ${token}` }) },
      ...(text !== undefined && { body: new TextEncoder().encode(text) }),
    });
    return await engine.handle(request);
  }

  return {
    async observe(of) {
      const { response, exchange } = await send(of);
      return { ...(await observe(response)), rule: exchange.violations[0]?.rule };
    },
    async remove({ body }) {
      const connectionId = String(asRecord(body)?.id);
      await send({ operation: 'deleteConnection', connectionId, headers: {}, hasToken: true });
    },
  };
}

function readable({ aud, exp, appid, azp, roles, scp }: ReturnType<typeof claimsOf> & object) {
  const claims = { aud, exp, appid, azp, roles, scp };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}
