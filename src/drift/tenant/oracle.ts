import { createEngine } from '../../emulator/engine.ts';
import { type ApiVersion, claimsOf, connectionsPath, fakeToken } from '../../rules/index.ts';
import { type Answer, answerOf } from './answer.ts';
import type { Case } from './case.ts';

interface OracleOptions {
  /** The root of the tenant: answers name it. */
  readonly url: string;
  readonly version: ApiVersion;
  readonly token: string;
  readonly now: () => Date;
}

/** What the kit says: its emulator, in profile live, asked the same as the tenant. */
export interface Oracle {
  ask(of: Case): Promise<Answer>;
  /** Deletes what a create made. */
  remove(answer: Answer): Promise<void>;
}

export function createOracle({ url, version, token, now }: OracleOptions): Oracle {
  // The emulator reads the claims of a token; this one has no more than those, and no signature.
  const claims = claimsOf(token);
  const engine = createEngine({ profile: 'live', now, onAdvisory: () => {} });
  const own = claims ? fakeToken(readable(claims)) : 'opaque-access-token';
  const root = `${url}/${version}${connectionsPath}`;

  async function send({
    method,
    path,
    headers,
    hasToken,
    text,
  }: Pick<Case, 'method' | 'path' | 'headers' | 'hasToken' | 'text'>) {
    const request = new Request(root + path, {
      method,
      headers: { ...headers, ...(hasToken && { Authorization: `Bearer ${own}` }) },
      ...(text !== undefined && { body: new TextEncoder().encode(text) }),
    });
    return engine.handle(request);
  }

  return {
    async ask(of) {
      const { response, exchange } = await send(of);
      return { ...(await answerOf(response)), rule: exchange.violations[0]?.rule };
    },
    async remove({ body }) {
      const { id } = Object(body);
      await send({ method: 'DELETE', path: `/${encodeURIComponent(String(id))}`, headers: {}, hasToken: true });
    },
  };
}

function readable({ aud, exp, appid, azp, roles, scp }: ReturnType<typeof claimsOf> & object) {
  const claims = { aud, exp, appid, azp, roles, scp };
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));
}
