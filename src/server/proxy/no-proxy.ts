import { graphHosts, loginHosts } from '../../rules/index.ts';

/** What of a list of hosts without a proxy stays, and what would lead a request past the proxy. */
export interface NoProxy {
  readonly kept: readonly string[];
  readonly dropped: readonly string[];
}

/**
 * Sorts the entries of NO_PROXY: those that cover a host of Graph, of the token endpoint or of a managed identity are
 * dropped. An address range stays where it is private: the addresses of Graph are not.
 */
export function readNoProxy(lists: readonly (string | undefined)[]): NoProxy {
  const entries = new Set(lists.flatMap((list = '') => list.split(/[\s,|]+/).filter(Boolean)));
  const kept = [...entries].filter((entry) => !coversEmulated(entry) && !isPublicRange(entry));
  return { kept, dropped: [...entries].filter((entry) => !kept.includes(entry)) };
}

/** Where a managed identity gets a real token. **Source:** Azure Instance Metadata Service. */
const metadataService = '169.254.169.254';

/** `*`, `.com`, `*.microsoft.com`, `microsoft.com:443`, `graph.microsoft.com`: each means its subdomains too. */
function coversEmulated(entry: string): boolean {
  const name = entry
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?\*?\.?/, '')
    .replace(/:\d+$/, '')
    .replace(/[./]$/, '');
  if (name === '') return true;
  return [...graphHosts, ...loginHosts, metadataService].some((host) => {
    return host === name || host.endsWith(`.${name}`) || name.endsWith(`.${host}`) || isPrefix(name, host);
  });
}

/** As Java writes it: `graph.*`, `169.254.*`. */
function isPrefix(name: string, host: string): boolean {
  return name.endsWith('*') && host.startsWith(name.slice(0, -1));
}

/** The private ranges, and the shortest prefix that stays within each. **Source:** RFC 1918, 4193, 4291. */
const privateRanges: readonly (readonly [RegExp, number])[] = [
  [/^10\./, 8],
  [/^127\./, 8],
  [/^192\.168\./, 16],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, 12],
  [/^f[cd]/i, 7],
  [/^fe80:/i, 10],
  [/^::1$/, 128],
];

function isPublicRange(entry: string): boolean {
  const [, address = '', length] = /^\[?([\d.:a-f]+)\]?\/(\d+)$/i.exec(entry) ?? [];
  if (length === undefined) return false;
  return !privateRanges.some(([start, shortest]) => start.test(address) && Number(length) >= shortest);
}
