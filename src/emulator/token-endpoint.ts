import {
  basicCredentialsIn,
  type ErrorName,
  errorResponses,
  fakeToken,
  isLoopback,
  type Permission,
  serviceRoots,
} from '../rules/index.ts';
import { printable } from '../schemas/index.ts';
import type { ServiceResponse } from './build-response.ts';
import { isGraphAudience } from './gateway.ts';
import { type LoginError, type LoginErrorName, loginErrors } from './login-errors.ts';

/** A request for a token, by its path and its form. */
export interface TokenRequest {
  /** The segment of the path: a GUID, a name or `common`. */
  readonly tenant: string;
  readonly clientId: string;
  /** The `resource` of version 1, or the `scope` of version 2 without `/.default`. */
  readonly resource: string;
  /** Whether the token is for Microsoft Graph, or for the server that stands for it. */
  readonly isForGraph: boolean;
}

/** Makes the access token for a request. */
export type MakeAccessToken = (request: TokenRequest) => string;

/** A request as the endpoint reads it. */
interface LoginRequest {
  readonly url: URL;
  readonly tenant: string;
  readonly form: URLSearchParams;
  readonly accessToken: MakeAccessToken;
}

/** A refusal, and what its message names. */
interface Refused {
  readonly name: LoginErrorName;
  readonly value: string;
}

type Decision = Refused | { readonly body: object };

interface LoginEndpoint {
  readonly method: 'GET' | 'POST';
  readonly path: RegExp;
  readonly respond: (request: LoginRequest) => Decision;
}

/** Seconds until a token expires. **Source:** recorded from Microsoft Entra. */
const expiresIn = 3599;

const tokenPath = /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/token\/?$/;

/** **Source:** requests of @azure/identity, MSAL for Node, MSAL.NET and Azure.Identity, recorded 2026-11-29. */
const endpoints: readonly LoginEndpoint[] = [
  { method: 'GET', path: /^\/([^/]+)\/discovery\/instance$/, respond: describeInstance },
  { method: 'GET', path: /^\/([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/, respond: describeTenant },
  { method: 'POST', path: tokenPath, respond: issueToken },
  // The flows of users begin here.
  { method: 'GET', path: /^\/([^/]+)\/userrealm\/[^/]+$/i, respond: refuseFlow('password') },
  { method: 'GET', path: /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/authorize$/, respond: refuseFlow('authorization_code') },
  { method: 'POST', path: /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/devicecode$/, respond: refuseFlow('device_code') },
];

/** Whether a path belongs to the token endpoint, on any host. */
export function isLoginPath(pathname: string): boolean {
  return endpoints.some(({ path }) => path.test(pathname));
}

/** Whether a request asks for a token. */
export function asksForToken({ method, url }: Request): boolean {
  return method === 'POST' && tokenPath.test(new URL(url).pathname);
}

/**
 * The response of the token endpoint of Microsoft Entra: a token for every program whose form is complete. It checks no
 * secret and keeps nothing.
 *
 * @param text the body of the request.
 */
export function respondToLogin(
  { method, url: address, headers }: Request,
  text: string,
  { accessToken, now }: { readonly accessToken: MakeAccessToken; readonly now: () => Date },
): ServiceResponse {
  const url = new URL(address);
  const endpoint = endpoints.find(({ path }) => path.test(url.pathname));
  if (!endpoint) return { status: 404, headers: {}, body: undefined };
  const { method: value } = endpoint;
  if (value !== method) return loginRefusal('methodNotAllowed', { now: now(), value, headers: { Allow: value } });
  const tenant = endpoint.path.exec(url.pathname)?.[1] ?? '';
  const form = formOf(text, headers.get('authorization'));
  const decision: Decision = isTenant(tenant)
    ? endpoint.respond({ url, tenant, form, accessToken })
    : { name: 'tenantMalformed', value: tenant };
  return 'body' in decision
    ? { status: 200, headers: { ...commonHeaders }, body: decision.body }
    : loginRefusal(decision.name, { now: now(), value: decision.value });
}

const commonHeaders = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store, no-cache' };

/**
 * The form, with the credentials that the header Authorization may have in its place.
 *
 * **Source:** client credentials flow page (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow)
 */
function formOf(text: string, authorization: string | null): URLSearchParams {
  const form = new URLSearchParams(text);
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(authorization ?? '') ?? [];
  const { name, password } = basicCredentialsIn(encoded);
  if (name && !form.has('client_id')) form.set('client_id', name);
  if (password && !form.has('client_secret')) form.set('client_secret', password);
  return form;
}

/** Whether a name is one of the refusals of the token endpoint. */
export function isLoginError(name: string): name is LoginErrorName {
  return Object.hasOwn(loginErrors, name);
}

interface RefusalOptions {
  readonly now: Date;
  /** What the message names. */
  readonly value?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The response to a refused request. **Source:** without `error_description` MSAL.NET throws an ArgumentNullException. */
export function loginRefusal(
  name: LoginErrorName,
  { now, value = '…', headers = {} }: RefusalOptions,
): ServiceResponse {
  const { error, code, message, status = 400 }: LoginError = loginErrors[name];
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const id = '00000000-0000-4000-8000-000000000000';
  const text = message.replace('{value}', () => printable(value, 100));
  const body = {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: id,
    correlation_id: id,
  };
  return { status, headers: { ...commonHeaders, ...headers }, body };
}

/** A planned failure at the token endpoint: one of Graph has its own status, in the envelope of Entra. */
export function plannedFailure(name: ErrorName | LoginErrorName, options: RefusalOptions): ServiceResponse {
  if (isLoginError(name)) return loginRefusal(name, options);
  return { ...loginRefusal('transient', options), status: errorResponses[name].status };
}

/**
 * An access token, unsigned and marked as a fake: for Graph with the roles, for another resource without any.
 * It has the claims that clients read, such as the CLI for Microsoft 365 the names of the app and of its service principal.
 *
 * **Source:** Access token claims reference (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference)
 *
 * @param roles the application permissions that have an administrator's consent.
 */
export function tokenFor(
  { tenant, clientId, resource, isForGraph }: TokenRequest,
  roles: readonly (Permission | (string & {}))[],
  now: Date,
): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = {
    aud: isForGraph && !isGraphAudience(resource) ? serviceRoots[0] : resource,
    iss: `https://sts.windows.net/${tenant}/`,
    iat,
    nbf: iat,
    exp: iat + expiresIn,
    app_displayname: 'external-connection-testkit',
    appid: clientId,
    idtyp: 'app',
    oid: clientId,
    sub: clientId,
    tid: tenant,
    ver: '1.0',
    ...(isForGraph && roles.length > 0 && { roles }),
  };
  return fakeToken(claims);
}

function describeInstance({ url: { origin, host } }: LoginRequest) {
  const body = {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
  return { body };
}

function describeTenant({ url: { origin, hostname }, tenant }: LoginRequest) {
  const root = `${origin}/${tenant}`;
  const body = {
    issuer: `${root}/v2.0`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
    jwks_uri: `${root}/discovery/v2.0/keys`,
    tenant_region_scope: 'WW',
    cloud_instance_name: hostname.replace(/^login\./, ''),
  };
  return { body };
}

function refuseFlow(flow: string): LoginEndpoint['respond'] {
  return () => ({ name: 'flowUnsupported', value: flow });
}

function issueToken({ url, tenant, form, accessToken }: LoginRequest) {
  const isFirstVersion = !url.pathname.includes('/oauth2/v2.0/');
  const refused = refusedForm(form, isFirstVersion);
  if (refused) return refused;
  const resource = isFirstVersion
    ? (form.get('resource') ?? '')
    : (scopesIn(form)[0] ?? '').replace(/\/?\.default$/, '');
  const clientId = form.get('client_id') ?? '';
  const isForGraph = resource === '' || isGraphAudience(resource) || isOwnOrigin(resource, url);
  const seconds = isFirstVersion ? String(expiresIn) : expiresIn;
  const body = {
    token_type: 'Bearer',
    expires_in: seconds,
    ext_expires_in: seconds,
    ...(isFirstVersion && { resource }),
    access_token: accessToken({ tenant, clientId, resource, isForGraph }),
  };
  return { body };
}

/** Why a form gets no token: what is malformed, never what only a tenant could know. */
function refusedForm(form: URLSearchParams, isFirstVersion: boolean): Refused | undefined {
  const isAbsent = (name: string) => !form.get(name);
  const grantType = form.get('grant_type') ?? '';
  if (grantType === '') return { name: 'fieldMissing', value: 'grant_type' };
  if (grantType !== 'client_credentials') return { name: 'flowUnsupported', value: grantType };
  const proof = form.has('client_assertion_type') ? 'client_assertion' : 'client_secret';
  const credentials = form.has('client_assertion') ? ['client_assertion', 'client_assertion_type'] : [proof];
  const missing = ['client_id', ...credentials, isFirstVersion ? 'resource' : 'scope'].find(isAbsent);
  if (missing) return { name: 'fieldMissing', value: missing };
  const clientId = form.get('client_id') ?? '';
  if (isPlaceholder(clientId)) return { name: 'applicationUnknown', value: clientId };
  if (form.has('client_assertion') && !isAssertion(form))
    return { name: 'assertionMalformed', value: 'client_assertion' };
  const scopes = scopesIn(form);
  const isOneResource = scopes.length === 1 && /(?:^|\/)\.default$/.test(scopes[0] ?? '');
  return isFirstVersion || isOneResource ? undefined : { name: 'scopeInvalid', value: form.get('scope') ?? '' };
}

/** **Source:** RFC 7523, section 2.2. */
function isAssertion(form: URLSearchParams): boolean {
  return (
    form.get('client_assertion_type') === 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer' &&
    /^[\w-]+\.[\w-]+\.[\w-]*$/.test(form.get('client_assertion') ?? '')
  );
}

/** The scopes of resources: those of OpenID Connect, which some libraries add, are of none. */
function scopesIn(form: URLSearchParams): readonly string[] {
  const ofOpenId = ['openid', 'profile', 'email', 'offline_access'];
  return (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '' && !ofOpenId.includes(scope));
}

/** A GUID or a name; what a program sends whose setting is missing is none. */
function isTenant(segment: string): boolean {
  return /^[a-z\d]+(?:[.-]+[a-z\d]+)*$/i.test(segment) && !isPlaceholder(segment);
}

function isPlaceholder(value: string): boolean {
  return /^(?:undefined|null|none|nan|\[object object\])$/i.test(value);
}

/** Whether a resource is the server itself, or another one on this machine. */
function isOwnOrigin(resource: string, { origin }: URL): boolean {
  const target = URL.parse(resource);
  // An app may have an id such as api://localhost:3000/contoso, which is not a URL of this machine.
  return target !== null && (target.origin === origin || isLoopback(target));
}
