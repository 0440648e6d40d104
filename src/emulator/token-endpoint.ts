/** The hosts that issue tokens for Microsoft Graph. **Source:** Microsoft Entra, national clouds. */
export const loginHosts: readonly string[] = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

/** A request for a token, as the form says it. */
export interface TokenRequest {
  /** The segment of the path: a GUID, a name or `common`. */
  readonly tenant: string;
  readonly grantType: string;
  /** The scope of v2, or the resource of v1. */
  readonly scope: string;
}

export interface TokenEndpointOptions {
  /** The access token for a request. */
  readonly accessToken: (request: TokenRequest) => string;
  /** Seconds until it expires, as the response says. Default 3599. */
  readonly expiresIn?: number;
  /** The clock of the errors. Default: the system's. */
  readonly now?: () => Date;
}

interface LoginRequest {
  readonly origin: string;
  readonly tenant: string;
  readonly form: URLSearchParams;
  readonly options: TokenEndpointOptions;
}

type Respond = (request: LoginRequest) => Response;

/** **Source:** requests of @azure/identity, MSAL for Node, MSAL.NET and Azure.Identity, recorded 2026-11-29. */
const endpoints: readonly (readonly [string, RegExp, Respond])[] = [
  ['GET', /^\/([^/]+)\/discovery\/instance$/, describeInstance],
  ['GET', /^\/([^/]+)(?:\/v2\.0)?\/\.well-known\/openid-configuration$/, describeTenant],
  ['GET', /^\/([^/]+)\/userrealm\/[^/]+$/i, () => Response.json({ ver: '1.0', account_type: 'Managed' })],
  ['POST', /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/devicecode$/, startDeviceCode],
  ['POST', /^\/([^/]+)\/oauth2(?:\/v2\.0)?\/token$/, issueToken],
];

/** Whether a path belongs to the token endpoint, on whatever host. */
export function isLoginPath(pathname: string): boolean {
  return endpoints.some(([, path]) => path.test(pathname));
}

/**
 * The response of the token endpoint of Microsoft Entra: a token for every client whose form is complete. It checks no
 * secret and keeps nothing.
 */
export async function respondToLogin(request: Request, options: TokenEndpointOptions): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  for (const [method, path, respond] of endpoints) {
    const tenant = path.exec(pathname)?.[1];
    if (tenant === undefined || method !== request.method) continue;
    const form = new URLSearchParams(method === 'POST' ? await request.text() : '');
    return respond({ origin, tenant, form, options });
  }
  return new Response(null, { status: 404 });
}

function describeInstance({ origin }: LoginRequest): Response {
  const host = new URL(origin).host;
  return Response.json({
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}

function describeTenant({ origin, tenant }: LoginRequest): Response {
  const root = `${origin}/${tenant}`;
  return Response.json({
    issuer: `${root}/v2.0`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
    jwks_uri: `${root}/discovery/v2.0/keys`,
    tenant_region_scope: 'WW',
    cloud_instance_name: 'microsoftonline.com',
  });
}

function startDeviceCode({ origin }: LoginRequest): Response {
  return Response.json({
    device_code: 'fake-device-code',
    user_code: 'FAKECODE1',
    verification_uri: `${origin}/common/oauth2/deviceauth`,
    expires_in: 900,
    interval: 1,
    message: 'The user code of an emulator: nothing has to be entered.',
  });
}

const grants: readonly string[] = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'password',
  'device_code',
  'urn:ietf:params:oauth:grant-type:device_code',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
];

function issueToken({ tenant, form, options }: LoginRequest): Response {
  const grantType = form.get('grant_type') ?? '';
  const scope = form.get('scope') ?? form.get('resource') ?? '';
  const missing = missingField(form, grantType);
  if (missing) {
    const text = `The request body must contain the following parameter: '${missing}'.`;
    return refuse({ error: 'invalid_request', code: 900144, text }, options);
  }
  if (!grants.includes(grantType)) {
    const text = `The grant type '${grantType}' is not supported.`;
    return refuse({ error: 'unsupported_grant_type', code: 70003, text }, options);
  }
  if (grantType === 'client_credentials' && form.has('scope') && !scope.split(' ')[0]?.endsWith('/.default')) {
    const text = `The scope ${scope} is not valid. Client credentials need a resource and '/.default'.`;
    return refuse({ error: 'invalid_scope', code: 1002012, text }, options);
  }
  const expiresIn = options.expiresIn ?? 3599;
  return Response.json({
    token_type: 'Bearer',
    expires_in: expiresIn,
    ext_expires_in: expiresIn,
    access_token: options.accessToken({ tenant, grantType, scope }),
    ...(grantType !== 'client_credentials' && delegatedParts(tenant)),
  });
}

function missingField(form: URLSearchParams, grantType: string): string | undefined {
  const secret = form.has('client_assertion') ? 'client_assertion' : 'client_secret';
  const scope = form.has('resource') ? 'resource' : 'scope';
  const needed = ['grant_type', 'client_id', ...(grantType === 'client_credentials' ? [secret, scope] : [])];
  return needed.find((name) => (form.get(name) ?? '') === '');
}

/** What libraries expect beside the token of a user. */
function delegatedParts(tenant: string) {
  const user = '11111111-2222-4333-8444-555555555555';
  const claims = {
    aud: 'emulator',
    iss: 'emulator',
    oid: user,
    sub: user,
    tid: tenant,
    preferred_username: 'user@contoso.com',
  };
  const encode = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  return {
    refresh_token: 'fake-refresh-token',
    id_token: `${encode({ typ: 'JWT', alg: 'none' })}.${encode(claims)}.not-signed`,
    client_info: encode({ uid: user, utid: tenant }),
  };
}

interface Refusal {
  readonly error: string;
  readonly code: number;
  readonly text: string;
}

/** **Source:** Microsoft Entra error codes; without `error_description` MSAL.NET throws an ArgumentNullException. */
function refuse({ error, code, text }: Refusal, { now = () => new Date() }: TokenEndpointOptions): Response {
  const timestamp = `${now().toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const id = '00000000-0000-4000-8000-000000000000';
  const description = `AADSTS${code}: ${text} Trace ID: ${id} Correlation ID: ${id} Timestamp: ${timestamp}`;
  const body = {
    error,
    error_description: description,
    error_codes: [code],
    timestamp,
    trace_id: id,
    correlation_id: id,
  };
  return Response.json(body, { status: error === 'invalid_client' ? 401 : 400 });
}
