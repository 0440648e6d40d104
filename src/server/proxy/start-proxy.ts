import type { Server as HttpServer } from 'node:http';
import { isIP, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type ConnectionStats, RequestError, Server } from 'proxy-chain';
import { graphHosts, isLoginHost } from '../../rules/index.ts';
import { badOption, printable, showValue } from '../../schemas/index.ts';
import type { ProxyCertificates } from '../certificate.ts';
import { type Handler, refusal } from '../listener.ts';
import type { ProxyRefusal, ServerOptions } from '../options.ts';
import { cannotListen, createHandlerServer, inUrl } from '../serve-handler.ts';
import { environmentFor, metadataService, partsOf, type userProxyOf } from './environment.ts';
import { writeTrustFiles } from './trust-files.ts';

/** The options of `startProxy`. */
export interface ProxyOptions extends Pick<ServerOptions, 'host' | 'port'> {
  /** Responds to the requests for hosts of Graph and of the token endpoint, which their URLs name. */
  readonly handler: Handler;
  readonly certificates: ProxyCertificates;
  /** Hosts to let through untouched, such as `api.contoso.com`, `*.contoso.com` or `localhost:8443`. Default: none. */
  readonly allow?: readonly string[];
  /** The proxy that a request for an allowed host goes through; undefined for none. Default: none. */
  readonly upstreamOf?: ReturnType<typeof userProxyOf>;
  /** Called with each request that is refused. Default: nothing. */
  readonly onRefused?: (refused: ProxyRefusal) => void;
}

/** More tunnels at once belong to a program that leaks them. */
const mostTunnels = 500;

/** Milliseconds that a client may take for the header of CONNECT. */
const headersTimeout = 10_000;

/** Milliseconds: clients keep a tunnel open between two requests. */
const keepAliveTimeout = 600_000;

/** Why a request for an allowed host fails before it is sent on. */
const unusableUpstream = {
  message: 'the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is not a URL such as http://proxy.contoso.com:8080.',
  statusCode: 502,
} as const;

const unreachable = 'this host is allowed, but sent nothing. Check its name, and that this machine reaches it.';

/**
 * An HTTPS proxy that responds in place of Microsoft Graph and of its token endpoint, and refuses every other host. Its
 * `url` is what a program takes as its proxy; `close` cuts every tunnel, and resolves when nothing is left.
 *
 * @throws Error when it cannot listen, with the system's own error as `cause`; TypeError for a wrong host in `allow`.
 */
export async function startProxy(options: ProxyOptions) {
  const { host = '127.0.0.1', port = 0, allow = [], onRefused = () => {}, upstreamOf = () => undefined } = options;
  const wrong = allow.find(
    (pattern) => !allowedPattern.test(pattern) || isEmulatedHost(partsOf(pattern).name.replace(/^\*\.|\.$/g, '')),
  );
  if (wrong !== undefined)
    throw badOption(
      'allow',
      wrong,
      'a host such as api.contoso.com, *.contoso.com or localhost:8443; hosts of Graph and its login are always emulated',
    );
  const servers = new Map<string, HttpServer>();
  const allowed = new Map<unknown, string>();
  const fail = (host: string, reason: string) => onRefused({ kind: 'failed', host, reason });
  const proxy = new Server({
    port,
    host,
    authRealm: 'external-connection-testkit',
    prepareRequestFunction: async ({ request, isHttp, connectionId }) => {
      const target = targetOf(request.url ?? '', !isHttp, allow);
      if (target.kind === 'refused') throw new RequestError(target.reason, 403);
      if (proxy.connections.size > mostTunnels) {
        throw new RequestError(`more than ${mostTunnels} tunnels are open at once.`, 503);
      }
      if (target.kind === 'allowed') {
        allowed.set(connectionId, `${target.host}:${target.port}`);
        return { upstreamProxyUrl: upstreamOf(target.host, target.port, !isHttp) ?? null };
      }
      const server = servers.get(target.host) ?? createTunnelServer(target.host, options);
      servers.set(target.host, server);
      return { customConnectServer: server };
    },
  });
  // Every request that is refused: the library refuses some before it asks the function above, and some after.
  proxy.failRequest = ({ method, socket, url = '' }, error) => {
    const target = targetOf(url, method === 'CONNECT', allow);
    const { message, statusCode } = error instanceof RequestError ? error : unusableUpstream;
    const [reason, status] = target.kind === 'refused' ? [target.reason, 403] : [message, statusCode];
    onRefused({ kind: 'blocked', host: target.host, reason });
    const text = `external-connection-testkit: ${printable(target.host)}: ${printable(reason)}\n`;
    proxy.sendSocketResponse(socket, status, {}, text);
  };
  proxy.on('connectionClosed', ({ connectionId, stats }: { connectionId: number; stats?: ConnectionStats }) => {
    const name = allowed.get(connectionId);
    allowed.delete(connectionId);
    if (name !== undefined && !stats?.trgRxBytes) onRefused({ kind: 'blocked', host: name, reason: unreachable });
  });
  // Half of them may wait for the sentence that refuses them.
  proxy.server.maxConnections = 2 * mostTunnels;
  proxy.server.on('drop', () => fail('the proxy', `more than ${2 * mostTunnels} connections are open at once.`));
  proxy.server.on('clientError', ({ code = '' }: NodeJS.ErrnoException) => {
    if (code.startsWith('HPE_'))
      fail('the proxy', 'what came is not HTTP/1.1, as where a client speaks TLS to the proxy.');
  });
  proxy.server.headersTimeout = headersTimeout;
  const root = `http://${inUrl(host)}`;
  await proxy.listen().catch((cause: NodeJS.ErrnoException) => {
    throw cannotListen(`${root}:${port}`, cause);
  });
  const close = async () => {
    await proxy.close(true);
    for (const server of servers.values()) server.closeAllConnections();
  };
  return { url: `${root}:${proxy.port}`, close };
}

/**
 * Starts a proxy, and writes the files by which programs trust it; `close` removes them.
 *
 * @param base the environment that a program has otherwise.
 * @throws Error when it cannot listen, or when a file cannot be written.
 */
export async function startTrustedProxy(options: ProxyOptions, base: NodeJS.ProcessEnv) {
  const files = await writeTrustFiles(options.certificates);
  try {
    const proxy = await startProxy(options);
    const close = async () => {
      await proxy.close();
      await files.remove();
    };
    return { ...environmentFor(proxy.url, files, base), url: proxy.url, files, close };
  } catch (error) {
    await files.remove();
    throw error;
  }
}

/** Responds at the end of the tunnels to one host. It never listens: the proxy hands it the connections. */
function createTunnelServer(host: string, options: ProxyOptions): HttpServer {
  const { handler, certificates: tls, onRefused = () => {} } = options;
  const fail = (reason: string) => onRefused({ kind: 'failed', host, reason });
  let hasRequest = false;
  const respond: Handler = async (request) => {
    hasRequest = true;
    const sentTo = [request.headers.get('host') ?? '', new URL(request.url).host];
    const other = sentTo.find((name) => hostOf(name) !== host);
    if (other === undefined) return handler(request);
    fail(`a request in its tunnel names ${showValue(other)} as Host.`);
    return refusal('misdirected', `The tunnel leads to ${host}, and the request names ${showValue(other)} as Host.`);
  };
  const server = createHandlerServer(respond, { tls });
  server.keepAliveTimeout = keepAliveTimeout;
  // A connection from the proxy stays half open otherwise, where the client ends it within the handshake.
  server.prependListener('connection', (socket: Socket) => {
    socket.allowHalfOpen = false;
  });
  server.on('secureConnection', (socket: TLSSocket & { servername?: string | false }) => {
    const name = socket.servername || host;
    if (hostOf(name) !== host) {
      fail(`the TLS handshake in its tunnel names ${showValue(name)}.`);
      socket.destroy();
    }
    // GnuTLS, and some programs, check the certificate after the handshake. Beside others, a tunnel may stay unused.
    else socket.once('close', () => hasRequest || socket.bytesRead > 0 || fail(distrust));
  });
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    // A pool ends a tunnel that it needs no longer.
    if (!hasRequest || error.code !== 'ECONNRESET') fail(explainHandshake(error));
  });
  return server;
}

/** In lower case, without the default port and a dot at the end; undefined where there is none. */
function hostOf(name: string): string | undefined {
  return URL.parse(`https://${name}`)?.host.replace(/\.$/, '');
}

const distrust =
  'the program ended the TLS handshake, as it does where it does not trust the certificate. ' +
  'Its runtime may read none of the variables that name the certificate, or it accepts only a certificate that it knows.';

function explainHandshake({
  code = '',
  message,
  reason = message,
}: NodeJS.ErrnoException & { reason?: string }): string {
  if (/UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|ECONNRESET/.test(code)) return distrust;
  if (/NO_APPLICATION_PROTOCOL/.test(code)) return 'the program insists on HTTP/2, and the kit has HTTP/1.1 only.';
  if (/HTTP_REQUEST/.test(code)) return 'the program sent plain http into the tunnel. Use https.';
  if (code === 'ERR_TLS_HANDSHAKE_TIMEOUT') return 'the program did not finish the TLS handshake within 10 s.';
  return `the TLS handshake failed: ${printable(reason)}.`;
}

/** What a program asks a proxy for: a host of the kit's, one that is allowed, or a host that is refused. */
type ProxyTarget =
  | { readonly kind: 'emulated'; readonly host: string }
  | { readonly kind: 'allowed'; readonly host: string; readonly port: string }
  | { readonly kind: 'refused'; readonly host: string; readonly reason: string };

/**
 * What a request to the proxy asks for. The hosts of Graph and of the token endpoint, with their subdomains, are
 * looked at before those that are allowed: no pattern opens one of them.
 *
 * @param target what CONNECT names, such as `graph.microsoft.com:443`; otherwise the absolute URL.
 */
function targetOf(target: string, isConnect: boolean, allow: readonly string[]): ProxyTarget {
  const url = URL.parse(isConnect ? `https://${target}` : target);
  if (!url || (isConnect ? !/:\d+$/.test(target) : url.protocol !== 'http:')) {
    const named = url?.host || (isConnect ? target.replace(/^.*@/, '') : 'the proxy');
    return { kind: 'refused', host: named, reason: isConnect ? notHostAndPort : notPlain };
  }
  const { hostname, port: writtenPort, username, password } = url;
  const host = hostname.replace(/\.$/, '');
  const port = writtenPort || (isConnect ? '443' : '80');
  const refused = (reason: string): ProxyTarget => ({ kind: 'refused', host: `${host}:${port}`, reason });
  if (username || password || target.includes('@')) return refused('user information is not allowed in a host.');
  if (isEmulatedHost(host)) {
    if (!isConnect) return refused(`plain http is not allowed. Use https://${host}.`);
    return port === '443' ? { kind: 'emulated', host } : refused('only port 443 is emulated.');
  }
  if (allow.some((pattern) => isAllowed(pattern, host, port, isConnect))) return { kind: 'allowed', host, port };
  if (host === metadataService) return refused(noManagedIdentity);
  return refused(`requests to other hosts are blocked. To allow this one, add --allow ${allowOf(host, port)}.`);
}

const notHostAndPort = 'this is not a host and a port.';
const noManagedIdentity =
  'a managed identity is not emulated. Use a client secret, such as by AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET with made-up values.';
const notPlain = 'a proxy takes http URLs alone. For https, use a client that opens a tunnel with CONNECT.';

/** Whether the kit emulates a host, by its name in lower case: a host of Graph or of the token endpoint, or a subdomain. */
function isEmulatedHost(host: string): boolean {
  return isLoginHost(host) || graphHosts.some((known) => host === known || host.endsWith(`.${known}`));
}

const allowedPattern = /^(?:\*|(?:\*\.)?\w[\w.-]*|\[[\da-f:.]+\])(?::\d+)?$/i;

/** A pattern is a host, `*.contoso.com` for its subdomains, or `*`, with a port that is not the default one. */
function isAllowed(pattern: string, host: string, port: string, isConnect: boolean): boolean {
  const { name, port: wantedPort = isConnect ? '443' : '80' } = partsOf(pattern);
  if (wantedPort !== port) return false;
  if (name === host) return true;
  // An address may be one of Graph: only a pattern that names it allows it.
  if (isIP(host) || host.startsWith('[')) return false;
  return name === '*' || (name.startsWith('*.') && host.endsWith(name.slice(1)));
}

function allowOf(host: string, port: string): string {
  return port === '443' || port === '80' ? host : `${host}:${port}`;
}
