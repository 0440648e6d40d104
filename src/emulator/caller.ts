import { claimsOf, graphAppId, type OperationName, operationOf, serviceRoots, unrestricted } from '../rules/index.ts';
import type { ExternalConnection } from '../schemas/index.ts';

/** The caller of a request, by the claims of its token. */
export interface Caller {
  readonly appId: string;
  readonly hasExpired: boolean;
  readonly isForGraph: boolean;
  may(operation: OperationName): boolean;
  /** Whether the caller reaches every connection. */
  readonly seesAll: boolean;
  /** Whether the caller reaches the connection: with OwnedBy alone, only where its app id is authorized. */
  sees(connection: ExternalConnection): boolean;
}

interface CallerOptions {
  /** The app id of a token without one. */
  readonly appId: string;
  readonly now: Date;
}

/** The caller that a header Authorization names. An opaque token carries no claims and is granted every permission. */
export function callerOf(authorization: string | null, { appId, now }: CallerOptions): Caller {
  const claims = claimsOf(authorization?.replace(/^Bearer +/i, '') ?? '');
  if (!claims) return { appId, hasExpired: false, isForGraph: true, may: () => true, seesAll: true, sees: () => true };
  const caller = [claims.appid, claims.azp].find((id) => typeof id === 'string') ?? appId;
  const roles = Array.isArray(claims.roles) ? claims.roles : [];
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  const seesAll = unrestricted.some((permission) => roles.includes(permission) || scopes.includes(permission));
  return {
    appId: caller,
    hasExpired: typeof claims.exp === 'number' && claims.exp * 1000 <= now.getTime(),
    isForGraph: claims.aud === undefined || isGraph(claims.aud),
    may(operation) {
      const { application, delegated } = operationOf(operation).permissions;
      return application.some((one) => roles.includes(one)) || delegated.some((one) => scopes.includes(one));
    },
    seesAll,
    sees: ({ configuration }) => seesAll || configuration?.authorizedAppIds?.includes(caller) === true,
  };
}

function isGraph(audience: unknown): boolean {
  const known: readonly string[] = [...serviceRoots, graphAppId];
  return typeof audience === 'string' && known.includes(audience.replace(/\/$/, ''));
}
