import { isIP } from 'node:net';
import { isLoginHost } from '../../emulator/index.ts';
import { graphHosts } from '../../rules/index.ts';

/** What a program asks a proxy for: a host of the kit's, one that is allowed, or a host that is refused. */
export type ProxyTarget =
  | { readonly kind: 'emulated'; readonly host: string }
  | { readonly kind: 'allowed'; readonly host: string }
  | { readonly kind: 'refused'; readonly host: string; readonly reason: string };

/** A request to a proxy. */
export interface ProxyRequest {
  /** What CONNECT names, such as `graph.microsoft.com:443`; otherwise the absolute URL. */
  readonly target: string;
  readonly isConnect: boolean;
}

/**
 * What a request to the proxy asks for. The hosts of Graph and of the token endpoint, with their subdomains, are
 * looked at before those that are allowed: no pattern opens one of them.
 */
export function targetOf({ target, isConnect }: ProxyRequest, allow: readonly string[]): ProxyTarget {
  const written = isConnect ? `https://${target}` : target;
  if (!URL.canParse(written)) return { kind: 'refused', host: target, reason: 'this is not a host and a port.' };
  const { hostname, port: writtenPort, username, password } = new URL(written);
  const host = hostname.replace(/\.$/, '');
  const port = writtenPort || (isConnect ? '443' : '80');
  const refused = (reason: string): ProxyTarget => ({ kind: 'refused', host: `${host}:${port}`, reason });
  if (username || password || target.includes('@')) return refused('user information is not allowed in a host.');
  if (isEmulatedHost(host)) {
    if (!isConnect) return refused(`plain http is not allowed. Use https://${host}.`);
    return port === '443' ? { kind: 'emulated', host } : refused('only port 443 is emulated.');
  }
  if (allow.some((pattern) => isAllowed(pattern, host, port, isConnect))) return { kind: 'allowed', host };
  return refused(`requests to other hosts are blocked. To allow this one, add --allow ${allowOf(host, port)}.`);
}

/** Whether the kit emulates a host, by its name in lower case: a host of Graph or of the token endpoint, or a subdomain. */
export function isEmulatedHost(host: string): boolean {
  return isLoginHost(host) || graphHosts.some((known) => host === known || host.endsWith(`.${known}`));
}

/** A pattern is a host, `*.contoso.com` for its subdomains, or `*`, with a port that is not the default one. */
function isAllowed(pattern: string, host: string, port: string, isConnect: boolean): boolean {
  const [, name = '', wantedPort = isConnect ? '443' : '80'] = /^(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  if (wantedPort !== port) return false;
  if (name === host) return true;
  // An address may be one of Graph: only a pattern that names it allows it.
  if (isIP(host) || host.startsWith('[')) return false;
  return name === '*' || (name.startsWith('*.') && host.endsWith(name.slice(1)));
}

function allowOf(host: string, port: string): string {
  return port === '443' || port === '80' ? host : `${host}:${port}`;
}
