import { BlockList, isIP } from 'node:net';
import { delimiter, dirname } from 'node:path';
import { graphHosts, loginHosts } from '../../rules/index.ts';
import { isLoopbackHost } from '../serve-handler.ts';
import { runMark } from './linux-processes.ts';
import { type TrustFiles, trustStorePassword } from './trust-files.ts';

/**
 * The environment for a program that is to reach Microsoft Graph and its token endpoint through the proxy, and trusts
 * its certificate: the user's own, merged with the variables that Node.js, Python, .NET, Java, Go, Ruby, Perl, PHP, curl
 * and Deno read. Notes are sentences about what of the user's own was left out.
 */
export function environmentFor(proxyUrl: string, files: TrustFiles, base: NodeJS.ProcessEnv = process.env) {
  const noProxy = readNoProxy([base.NO_PROXY, base.no_proxy]);
  const java = javaProxyOptions(proxyUrl, base.JAVA_TOOL_OPTIONS);
  const proxied = { HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl, ALL_PROXY: proxyUrl };
  const direct = { NO_PROXY: [...new Set([...noProxy.kept, 'localhost', '127.0.0.1', '::1'])].join(',') };
  const dropped = [...noProxy.dropped, ...java.dropped];
  const env: NodeJS.ProcessEnv = {
    ...base,
    ...inBothCases({ ...proxied, ...direct }),
    ...trustEnvironment(files, { ...base, JAVA_TOOL_OPTIONS: java.options }),
    NODE_USE_ENV_PROXY: '1',
    PERL_LWP_ENV_PROXY: '1',
    NODE_OPTIONS: [base.NODE_OPTIONS, `--require ${JSON.stringify(files.preload)}`].filter(Boolean).join(' '),
    EXTERNAL_CONNECTION_TESTKIT_PROXY: proxyUrl,
    EXTERNAL_CONNECTION_TESTKIT_HOSTS: [...graphHosts, ...loginHosts].join(','),
    [runMark]: files.id,
  };
  return {
    env,
    notes: [
      ...dropped.map(
        (entry) => `NO_PROXY ${entry} is left out: it would lead requests for Microsoft Graph past the proxy.`,
      ),
      ...javaNotes(base),
    ],
  };
}

/**
 * The environment in which a program trusts the certificates of the files. All but that of Node.js replace the
 * certificates of a runtime, so the files have those of Node.js and of the user too.
 */
export function trustEnvironment(
  { authority, bundle, trustStore }: TrustFiles,
  base: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return {
    NODE_EXTRA_CA_CERTS: authority,
    SSL_CERT_FILE: bundle,
    REQUESTS_CA_BUNDLE: bundle,
    CURL_CA_BUNDLE: bundle,
    PERL_LWP_SSL_CA_FILE: bundle,
    DENO_CERT: bundle,
    DENO_NO_UPDATE_CHECK: '1',
    // Files of settings beside PHP's own; an empty name stands for the default folder.
    PHP_INI_SCAN_DIR: `${base.PHP_INI_SCAN_DIR ?? ''}${delimiter}${dirname(bundle)}`,
    JAVA_TOOL_OPTIONS: [
      ...(base.JAVA_TOOL_OPTIONS ? [base.JAVA_TOOL_OPTIONS] : []),
      `-Djavax.net.ssl.trustStore=${/\s/.test(trustStore) ? `"${trustStore}"` : trustStore}`,
      '-Djavax.net.ssl.trustStoreType=jks',
      `-Djavax.net.ssl.trustStorePassword=${trustStorePassword}`,
    ].join(' '),
  };
}

/** Some programs read the one spelling, some the other. */
function inBothCases(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const lower = Object.entries(variables).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...variables, ...Object.fromEntries(lower) };
}

/** The user's options come first: of two, Java takes the last. */
function javaProxyOptions(proxyUrl: string, own = '') {
  const { hostname, port } = new URL(proxyUrl);
  const direct = /-Dhttp\.nonProxyHosts=(?:"([^"]*)"|(\S*))/.exec(own);
  const { kept, dropped } = readNoProxy([direct?.[1] ?? direct?.[2]]);
  const options = [
    own,
    ...['http', 'https'].flatMap((scheme) => [`-D${scheme}.proxyHost=${hostname}`, `-D${scheme}.proxyPort=${port}`]),
    `-Dhttp.nonProxyHosts=${[...new Set(['localhost', '127.*', '[::1]', ...kept])].join('|')}`,
  ];
  return { options: options.join(' ').trim(), dropped };
}

function javaNotes(base: NodeJS.ProcessEnv): string[] {
  const later = ['JDK_JAVA_OPTIONS', '_JAVA_OPTIONS'].filter((name) =>
    /-D(?:javax\.net\.ssl\.trustStore|https?\.(?:proxyHost|nonProxyHosts))/.test(base[name] ?? ''),
  );
  return [
    ...(base.JAVA_TOOL_OPTIONS?.includes('-Djavax.net.ssl.trustStore=')
      ? [
          'The trust store of JAVA_TOOL_OPTIONS is replaced by that of the kit. Where a program needs its certificates, name them as PEM in SSL_CERT_FILE: they are added.',
        ]
      : []),
    ...later.map(
      (name) => `${name} has precedence over the proxy and the trust store of the kit: leave them out there.`,
    ),
  ];
}

/**
 * The proxy that the user's own environment names for a host that the proxy lets through; undefined for none.
 *
 * @param isTls whether the request is a CONNECT: otherwise it is plain http.
 */
export function userProxyOf(
  base: NodeJS.ProcessEnv,
): (host: string, port: string, isTls: boolean) => string | undefined {
  const named = (name: string) => base[name.toLowerCase()] || base[name] || undefined;
  const direct = (named('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean);
  return (host, port, isTls) => {
    const proxy = named(isTls ? 'HTTPS_PROXY' : 'HTTP_PROXY') ?? named('ALL_PROXY');
    if (proxy === undefined || isLoopbackHost(host) || direct.some((entry) => isDirect(entry, host, port)))
      return undefined;
    return /^[a-z\d+.-]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  };
}

/** As curl and Node.js read NO_PROXY: `*`, a name with its subdomains, an address, or a range; each with a port or not. */
function isDirect(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const plain = host.replace(/^\[|\]$/g, '');
  const range = rangeOf(entry);
  if (range) return isInRange(plain, range);
  const { name, port: onlyPort = port } = partsOf(isIP(entry) ? `[${entry}]` : entry);
  const bare = name.replace(/^\[|\]$|^\*?\./g, '');
  return onlyPort === port && (plain === bare || (!isIP(plain) && plain.endsWith(`.${bare}`)));
}

/** The name of a pattern of hosts in lower case, and its port; undefined for the default one. */
export function partsOf(pattern: string) {
  const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  return { name, port };
}

/** An address range as its first address and the length of its prefix. */
type AddressRange = readonly [address: string, length: number];

function rangeOf(entry: string): AddressRange | undefined {
  const [, address = '', length] = /^\[?([\d.:a-f]+)\]?\/(\d+)$/i.exec(entry) ?? [];
  return length === undefined ? undefined : [address, Number(length)];
}

function isInRange(address: string, [start, length]: AddressRange): boolean {
  const [type, rangeType] = [isIP(address), isIP(start)];
  if (type === 0 || type !== rangeType || length > (type === 4 ? 32 : 128)) return false;
  const family = type === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(start, length, family);
  return range.check(address, family);
}

/**
 * Sorts the entries of NO_PROXY: those that cover a host of Graph, of the token endpoint or of a managed identity are
 * dropped. An address range stays where it is private: the addresses of Graph are not.
 */
export function readNoProxy(lists: readonly (string | undefined)[]) {
  const entries = new Set(lists.flatMap((list = '') => list.split(/[\s,|]+/).filter(Boolean)));
  const kept = [...entries].filter((entry) => !coversEmulated(entry) && !isPublicRange(entry));
  return { kept, dropped: [...entries].filter((entry) => !kept.includes(entry)) };
}

/** Where a managed identity gets a real token. **Source:** Azure Instance Metadata Service. */
export const metadataService = '169.254.169.254';

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

/** **Source:** RFC 1918, 4193, 4291. */
const privateRanges: readonly AddressRange[] = [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['192.168.0.0', 16],
  ['172.16.0.0', 12],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
];

function isPublicRange(entry: string): boolean {
  const range = rangeOf(entry);
  return range !== undefined && !privateRanges.some((each) => range[1] >= each[1] && isInRange(range[0], each));
}
