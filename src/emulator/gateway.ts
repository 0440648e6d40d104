import {
  bearerTokenIn,
  claimsOf,
  gatewayRuleTable,
  graphAppId,
  hasBearerScheme,
  isJsonContentType,
  type OperationName,
  operationOf,
  type Profile,
  type Rule,
  type RuleId,
  serviceRoots,
  unrestricted,
} from '../rules/index.ts';
import {
  adviseControlInformation,
  type ExternalConnection,
  toPointer,
  type Violation,
  violationOf,
} from '../schemas/index.ts';
import type { ReadBody } from './read-body.ts';

/** A request as the gateway sees it. */
export interface Message {
  readonly operation: OperationName;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
  readonly caller: Caller;
  readonly profile: Profile;
  /** Why the body could not be read. */
  readonly failure: ReadBody['failure'];
}

const checks: Readonly<Partial<Record<RuleId, (message: Message) => boolean>>> = {
  'token.present': ({ headers }) => hasBearerScheme(headers.get('authorization')),
  'token.wellFormed': ({ headers }) => bearerTokenIn(headers.get('authorization')) !== undefined,
  'token.current': ({ caller }) => !caller.hasExpired,
  'token.audience': ({ caller }) => caller.isForGraph,
  'token.permission': ({ caller }) => caller.isPermitted,
  'contentEncoding.known': ({ failure }) => failure !== 'encodingUnknown',
  'contentEncoding.matches': ({ failure }) => failure !== 'encodingBroken',
  'contentType.present': ({ headers }) => headers.has('content-type'),
  'contentType.json': ({ headers, operation }) =>
    isJsonContentType(headers.get('content-type')) || (operation === 'updateSchema' && isForm(headers)),
  'contentType.schema': ({ headers }) => !isForm(headers),
  'body.present': ({ text }) => text.trim() !== '',
  'body.json': ({ json }) => json !== undefined,
};

/** The first rule on headers and text that the message breaks. */
export function brokenGatewayRule(message: Message): Rule | undefined {
  return gatewayRuleTable().find(
    ({ id, operations, profiles }) =>
      operations.includes(message.operation) && profiles.includes(message.profile) && checks[id]?.(message) === false,
  );
}

function isForm(headers: Headers): boolean {
  return /^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get('content-type') ?? '');
}

interface Received extends Pick<Message, 'headers' | 'json'> {
  readonly read?: ReadBody;
}

/** What is accepted in a message, and that another server may refuse or spoil. */
export function advisoriesAbout({ headers, json, read }: Received, operation?: OperationName): readonly Violation[] {
  const replaced = read?.isLossy ? replacementIn(json) : undefined;
  return [
    ...(read?.hasMark ? [violationOf('body.mark', 'text', undefined)] : []),
    ...(replaced ? [violationOf('body.charset', toPointer(replaced.path), replaced.value)] : []),
    ...(operation === 'updateSchema' && isForm(headers)
      ? [violationOf('contentType.schema', 'header Content-Type', headers.get('content-type'))]
      : []),
    ...(operation ? adviseControlInformation(json, operation) : []),
  ];
}

interface Replacement {
  readonly path: readonly string[];
  readonly value: string;
}

/** The first string or name of a property with U+FFFD. */
function replacementIn(value: unknown, path: readonly string[] = []): Replacement | undefined {
  if (typeof value === 'string') return value.includes('\uFFFD') ? { path, value } : undefined;
  for (const [key, inner] of Object.entries(value ?? {})) {
    const found = key.includes('\uFFFD') ? { path: [...path, key], value: key } : replacementIn(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The name in lower case of the header that a rule is about; undefined where it is about something else. */
export function headerAt(place: string): string | undefined {
  return /^header (.+)/.exec(place)?.[1]?.toLowerCase();
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
