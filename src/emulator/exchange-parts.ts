import type { Exchange } from './journal.ts';

/** The `error.code` of the answer; undefined where it has none. */
export function errorCodeOf({ response }: Exchange): string | undefined {
  const { error } = Object(response.body) as { error?: { code?: unknown } };
  return typeof error?.code === 'string' ? error.code : undefined;
}

/** Path and query of the request. */
export function pathAndQueryOf({ request: { url } }: Exchange): string {
  return URL.canParse(url) ? url.slice(new URL(url).origin.length) : url;
}
