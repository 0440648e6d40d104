import {
  bearerTokenIn,
  claimsOf,
  type DecodedText,
  decodeText,
  everyRule,
  graphAppId,
  hasBearerScheme,
  isJsonContentType,
  limits,
  type OperationName,
  once,
  operationOf,
  type Profile,
  type RuleId,
  ruleOf,
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
import { type Refusal, refusalBy, violationBy } from './result.ts';
import type { Settings } from './settings.ts';

/** A request, read. */
export interface Incoming {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
  /** The text parsed as JSON; undefined where it is not JSON. */
  readonly json: unknown;
  /** What reading the body found besides its text; absent for a part of a batch. */
  readonly read?: ReadBody;
}

/** A request for an operation, as the gateway sees it. */
interface OperationMessage extends Incoming {
  readonly operation: OperationName;
  readonly caller: Caller;
  readonly profile: Profile;
}

const checks: Readonly<Partial<Record<RuleId, (message: OperationMessage) => boolean>>> = {
  'token.present': ({ headers }) => hasBearerScheme(headers.get('authorization')),
  'token.wellFormed': ({ headers }) => bearerTokenIn(headers.get('authorization')) !== undefined,
  'token.defined': ({ headers }) => !/ (?:undefined|null|None|nil)$/.test(headers.get('authorization') ?? ''),
  'token.current': ({ caller }) => !caller.hasExpired,
  'token.audience': ({ caller }) => caller.isForGraph,
  'token.permission': ({ caller }) => caller.isPermitted,
  'contentEncoding.known': ({ read }) => read?.failure !== 'encodingUnknown',
  'contentEncoding.matches': ({ read }) => read?.failure !== 'encodingBroken',
  'contentType.present': ({ headers }) => headers.has('content-type'),
  'contentType.json': ({ headers, operation }) =>
    isJsonContentType(headers.get('content-type')) || (operation === 'updateSchema' && isForm(headers)),
  'contentType.schema': ({ headers }) => !isForm(headers),
  'body.present': ({ text }) => text.trim() !== '',
  'body.json': ({ json }) => json !== undefined,
};

const gatewayRules = once(() => everyRule().filter(({ checkedBy }) => checkedBy === 'gateway'));

/** The first rule on headers and text that the message breaks. */
export function brokenGatewayRule(message: OperationMessage): RuleId | undefined {
  return gatewayRules().find(
    ({ id, operations, profiles }) =>
      operations.includes(message.operation) && profiles.includes(message.profile) && checks[id]?.(message) === false,
  )?.id;
}

function isForm(headers: Headers): boolean {
  return /^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get('content-type') ?? '');
}

/** What is accepted in a message, and that another server may refuse or spoil. */
export function advisoriesAbout(
  { headers, json, read }: Pick<Incoming, 'headers' | 'json' | 'read'>,
  operation?: OperationName,
): readonly Violation[] {
  const replaced = read?.isLossy ? replacementIn(json) : undefined;
  return [
    ...(read?.hasMark ? [violationBy('body.mark', '\uFEFF')] : []),
    ...(replaced ? [replaced] : []),
    ...(operation === 'updateSchema' && isForm(headers)
      ? [violationBy('contentType.schema', headers.get('content-type'))]
      : []),
    ...(operation ? adviseControlInformation(json, operation) : []),
  ];
}

/** The first string or name of a property with U+FFFD. */
function replacementIn(value: unknown, path: readonly string[] = []): Violation | undefined {
  if (typeof value === 'string') {
    return value.includes('\uFFFD') ? violationOf('body.charset', toPointer(path), value) : undefined;
  }
  for (const [key, inner] of Object.entries(value ?? {})) {
    const found = replacementIn(key, [...path, key]) ?? replacementIn(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}

/** The name in lower case of the header that a rule is about; undefined where it is about something else. */
export function headerAt(place: string): string | undefined {
  return /^header (.+)/.exec(place)?.[1]?.toLowerCase();
}

/** The refusal of a message by a rule on one of its headers or on its text. */
export function refusalOfMessage(rule: RuleId, { headers, text }: Incoming): Refusal {
  const header = headerAt(ruleOf(rule).paths[0] ?? '');
  return refusalBy(rule, header ? (headers.get(header) ?? undefined) : text);
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

/** The caller that a header Authorization names. An opaque token carries no claims and is granted every permission. */
export function callerOf(
  authorization: string | null,
  operation: OperationName,
  { appId, now }: Pick<Settings, 'appId' | 'now'>,
): Caller {
  const at = now().getTime();
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
    hasExpired: typeof claims.exp === 'number' && claims.exp * 1000 <= at,
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

/** The body of a request as text. */
export interface ReadBody extends DecodedText {
  /** Why the text is empty although there are bytes: they cannot be read, or are too many. */
  readonly failure?: 'tooLarge' | 'encodingUnknown' | 'encodingBroken' | undefined;
}

/**
 * Reads the body of a request: decoded by its Content-Encoding, in the charset of its byte order mark or Content-Type.
 * The size limit holds for the bytes as they come and as they are decoded; decoding stops there. Never throws for what
 * the body contains.
 *
 * **Source:** RFC 9110, section 8.4; WHATWG Encoding, decode: the mark has precedence.
 */
export async function readBody(request: SentBody): Promise<ReadBody> {
  // TRACE has no body; Fetch does not allow it, and the request of a server throws once its bytes are read.
  const sent = new Uint8Array(request.method === 'TRACE' ? new ArrayBuffer(0) : await request.arrayBuffer());
  if (sent.length > limits.requestBody.maximumBytes) return { text: '', failure: 'tooLarge' };
  const [encoding, ...others] = encodingsIn(request.headers.get('content-encoding'));
  if (encoding === undefined || sent.length === 0) return decodeText(sent, request.headers);
  const format = others.length === 0 ? formats.get(encoding) : undefined;
  if (!format) return { text: '', failure: 'encodingUnknown' };
  try {
    const bytes = await decompress(sent, format);
    return bytes ? decodeText(bytes, request.headers) : { text: '', failure: 'tooLarge' };
  } catch {
    return { text: '', failure: 'encodingBroken' };
  }
}

/** The method may be left out where the bytes are there already. */
type SentBody = Pick<Request, 'headers' | 'arrayBuffer'> & Partial<Pick<Request, 'method'>>;

const formats = new Map<string, 'gzip' | 'deflate'>([
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['deflate', 'deflate'],
]);

function encodingsIn(header: string | null): string[] {
  const encodings = (header ?? '').split(',').map((encoding) => encoding.trim().toLowerCase());
  return encodings.filter((encoding) => encoding !== '' && encoding !== 'identity');
}

/**
 * The decoded bytes; undefined where they are more than a body may have.
 *
 * @throws TypeError when they are cut off, are not of the format, or others follow them.
 */
async function decompress(bytes: Uint8Array<ArrayBuffer>, format: 'gzip' | 'deflate'): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limits.requestBody.maximumBytes) {
      // What was not decoded yet is dropped, and with it how that ends.
      await reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
