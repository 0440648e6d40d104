import {
  bearerTokenIn,
  claimsOf,
  graphAppId,
  hasBearerScheme,
  isJsonContentType,
  type OperationName,
  operationOf,
  type Rule,
  type RuleId,
  rules,
  serviceRoots,
  unrestricted,
} from '../rules/index.ts';
import type { ExternalConnection } from '../schemas/index.ts';

/** A request as the gateway sees it. */
export interface Message {
  readonly operation: OperationName;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  readonly caller: Caller;
}

const checks: Readonly<Partial<Record<RuleId, (message: Message) => boolean>>> = {
  'token.present': ({ headers }) => hasBearerScheme(headers.get('authorization')),
  'token.wellFormed': ({ headers }) => bearerTokenIn(headers.get('authorization')) !== undefined,
  'token.current': ({ caller }) => !caller.hasExpired,
  'token.audience': ({ caller }) => caller.isForGraph,
  'token.permission': ({ caller }) => caller.isPermitted,
  'contentType.present': ({ headers }) => headers.has('content-type'),
  'contentType.json': ({ headers }) => isJsonContentType(headers.get('content-type')),
  'body.present': ({ text }) => text.trim() !== '',
  'body.json': ({ json }) => json !== undefined,
};

const gatewayRules = rules.filter(({ checkedBy }) => checkedBy === 'gateway');

/** The first rule on headers and text that the message breaks. */
export function brokenGatewayRule(message: Message): Rule | undefined {
  return gatewayRules.find(
    ({ id, operations }) => operations.includes(message.operation) && checks[id]?.(message) === false,
  );
}

/** The name in lower case of the header that a rule is about; undefined where it is about something else. */
export function headerAt(place: string): string | undefined {
  return /^header (.+)/.exec(place)?.[1]?.toLowerCase();
}

/** The value of a JSON text; undefined where it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The caller of a request, by the claims of its token, and what they allow for the operation of the request. */
export interface Caller {
  readonly appId: string;
  readonly hasExpired: boolean;
  readonly isForGraph: boolean;
  /** Whether one of its permissions allows the operation. */
  readonly isPermitted: boolean;
  /** Whether the operation reaches every connection. */
  readonly seesAll: boolean;
  /** Whether the operation reaches the connection: by OwnedBy, only where the caller's app id is authorized. */
  sees(connection: ExternalConnection): boolean;
}

interface CallerOptions {
  /** The app id of a token without one. */
  readonly appId: string;
  readonly now: Date;
  readonly operation: OperationName;
}

/** The caller that a header Authorization names. An opaque token carries no claims and is granted every permission. */
export function callerOf(authorization: string | null, { appId, now, operation }: CallerOptions): Caller {
  const claims = claimsOf(authorization?.replace(/^Bearer +/i, '') ?? '');
  if (!claims)
    return { appId, hasExpired: false, isForGraph: true, isPermitted: true, seesAll: true, sees: () => true };
  const caller = [claims.appid, claims.azp].find((id) => typeof id === 'string') ?? appId;
  const roles = Array.isArray(claims.roles) ? claims.roles : [];
  const scopes = typeof claims.scp === 'string' ? claims.scp.split(' ') : [];
  const { application, delegated } = operationOf(operation).permissions;
  // A permission for other operations adds nothing: ExternalConnection.ReadWrite.All reaches no item.
  const granted = [
    ...application.filter((one) => roles.includes(one)),
    ...delegated.filter((one) => scopes.includes(one)),
  ];
  const seesAll = granted.some((permission) => unrestricted.includes(permission));
  return {
    appId: caller,
    hasExpired: typeof claims.exp === 'number' && claims.exp * 1000 <= now.getTime(),
    isForGraph: claims.aud === undefined || isGraphAudience(claims.aud),
    isPermitted: granted.length > 0,
    seesAll,
    sees: ({ configuration }) => seesAll || configuration?.authorizedAppIds?.includes(caller) === true,
  };
}

/** Whether the audience of a token is Microsoft Graph, by a root of the service or by its app id. */
export function isGraphAudience(audience: unknown): boolean {
  const known: readonly string[] = [...serviceRoots, graphAppId];
  return typeof audience === 'string' && known.includes(audience.replace(/\/$/, ''));
}
