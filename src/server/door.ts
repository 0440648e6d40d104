import { isIPv6 } from 'node:net';
import { isLoginHost } from '../emulator/index.ts';
import { isServiceRoot } from '../rules/index.ts';
import { showValue } from '../schemas/index.ts';
import { announcesTooMuch } from './listener.ts';
import type { ServerSettings } from './options.ts';
import { isOwnPath } from './own-paths.ts';
import { isLoopbackHost } from './serve-handler.ts';

/** Why a request is not let in. */
export type DoorRefusal =
  | { readonly name: 'bodyTooLarge' }
  | { readonly name: 'forbidden' | 'unsupportedMediaType'; readonly message: string };

/**
 * Why a request is not let in; undefined where it is.
 *
 * - A server on a loopback address takes only requests for such an address or for its own name: a page of another site
 *   reaches it under the name of that site (DNS rebinding). Graph's own paths may also come for a root of Graph or its
 *   login, as by a proxy that keeps the name.
 * - Paths of the kit's own, such as `/_pact`, take JSON alone, and nothing from a page of another origin. Graph's own
 *   paths are open to every page on purpose, as Graph's are.
 * - A body that is announced as too large is refused before it comes.
 */
export function refusalAtDoor(
  { method, headers }: Request,
  pathname: string,
  { host, bodyLimit, tlsNames, publicUrl }: Pick<ServerSettings, 'host' | 'bodyLimit' | 'tlsNames' | 'publicUrl'>,
): DoorRefusal | undefined {
  const isOwn = isOwnPath(pathname);
  const sentTo = headers.get('host') ?? host;
  const names = [host, ...tlsNames, ...(publicUrl === undefined ? [] : [new URL(publicUrl).hostname])];
  if (isLoopbackHost(host) && !isForOneOf(names, sentTo) && (isOwn || !isGraphHost(sentTo))) {
    const fix = `Use 127.0.0.1 or localhost, or start the server with this name as its host`;
    return { name: 'forbidden', message: `The header Host is ${showValue(sentTo)}. ${fix}.` };
  }
  // A link on any page may lead to the page for people, which holds no data itself.
  if (isOwn && pathname !== '/' && isForeign(headers, sentTo)) {
    const fix = 'Only pages of this server and programs may use it';
    return { name: 'forbidden', message: `${pathname} is asked for by a page of another origin. ${fix}.` };
  }
  if (isOwn && method !== 'GET' && hasBody(headers) && !isJson(headers)) {
    const fix = 'Send it as application/json';
    return { name: 'unsupportedMediaType', message: `The body for ${pathname} is not declared as JSON. ${fix}.` };
  }
  return announcesTooMuch(headers.get('content-length'), bodyLimit) ? { name: 'bodyTooLarge' } : undefined;
}

function isForOneOf(names: readonly string[], sentTo: string): boolean {
  const name = hostNameOf(sentTo);
  return isLoopbackHost(name) || names.some((each) => name === hostNameOf(isIPv6(each) ? `[${each}]` : each));
}

function isGraphHost(sentTo: string): boolean {
  return isServiceRoot(`https://${hostNameOf(sentTo)}`) || isLoginHost(hostNameOf(sentTo));
}

/** The host without its port, in lower case; empty where it is none. */
function hostNameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

function isForeign(headers: Headers, sentTo: string): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site') ?? 'none';
  return !['same-origin', 'none'].includes(site) || (origin !== null && !isOrigin(origin, sentTo));
}

function isOrigin(origin: string, sentTo: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === new URL(`http://${sentTo}`).host;
}

function hasBody(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

function isJson(headers: Headers): boolean {
  return /^application\/json *(?:;|$)/i.test(headers.get('content-type') ?? '');
}
