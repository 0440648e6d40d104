import { isLoginHost, isServiceRoot } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import { announcesTooMuch, type refusal } from './listener.ts';
import type { ServerSettings } from './options.ts';
import { isOwnPath } from './own-paths.ts';
import { inUrl, isLoopbackHost } from './serve-handler.ts';

/**
 * Why a request is not let in, as `refusal` takes it; undefined where it is.
 *
 * - A server on a loopback address takes only requests for such an address or for its own name: a page of another site
 *   reaches it under the name of that site (DNS rebinding). Graph's own paths may also come for a root of Graph or its
 *   login, as by a proxy that keeps the name.
 * - Paths of the kit's own, such as `/_pact`, take JSON alone, and nothing from a page of another origin. Graph's own
 *   paths are open to every page on purpose, as Graph's are.
 * - A body that is announced as too large is refused before it comes.
 *
 * @param url of the request: its host is that of the header Host, or of a target that names one.
 */
export function refusalAtDoor(
  { method, headers }: Request,
  { host: sentTo, hostname, pathname }: URL,
  { host, bodyLimit, tlsNames, publicUrl }: Pick<ServerSettings, 'host' | 'bodyLimit' | 'tlsNames' | 'publicUrl'>,
): Parameters<typeof refusal> | undefined {
  const isOwn = isOwnPath(pathname);
  const names = [host, ...tlsNames, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])];
  if (isLoopbackHost(host) && !isOneOf(names, hostname) && (isOwn || !isGraphHost(hostname))) {
    const fix = `Use 127.0.0.1 or localhost, or start the server with this name as its host`;
    return ['forbidden', `The request is for the host ${showValue(sentTo)}. ${fix}.`];
  }
  // A link on any page may lead to the page for people, which holds no data itself.
  if (isOwn && pathname !== '/' && isForeign(headers, sentTo)) {
    const fix = 'Only pages of this server and programs may use it';
    return ['forbidden', `${pathname} is asked for by a page of another origin. ${fix}.`];
  }
  if (isOwn && method !== 'GET' && hasBody(headers) && !isJson(headers)) {
    const fix = 'Send it as application/json';
    return ['unsupportedMediaType', `The body for ${pathname} is not declared as JSON. ${fix}.`];
  }
  return announcesTooMuch(headers.get('content-length'), bodyLimit) ? ['bodyTooLarge'] : undefined;
}

function isOneOf(names: readonly string[], hostname: string): boolean {
  return isLoopbackHost(hostname) || names.some((name) => URL.parse(`http://${inUrl(name)}`)?.hostname === hostname);
}

function isGraphHost(hostname: string): boolean {
  return isServiceRoot(`https://${hostname}`) || isLoginHost(hostname);
}

function isForeign(headers: Headers, sentTo: string): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site') ?? 'none';
  return !['same-origin', 'none'].includes(site) || (origin !== null && URL.parse(origin)?.host !== sentTo);
}

function hasBody(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

function isJson(headers: Headers): boolean {
  return /^application\/json *(?:;|$)/i.test(headers.get('content-type') ?? '');
}
