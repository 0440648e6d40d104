import type { ClientInput } from '../options.ts';

/** The environment variables by which a process reaches the suite over HTTP, even where a proxy is set. */
export function environmentOf({
  graphUrl,
  accessToken,
  version,
}: Pick<ClientInput, 'graphUrl' | 'accessToken' | 'version'>): Readonly<
  Record<'GRAPH_URL' | 'GRAPH_ACCESS_TOKEN' | 'GRAPH_API_VERSION' | 'NO_PROXY' | 'no_proxy', string>
> {
  const { NO_PROXY, no_proxy = NO_PROXY } = process.env;
  const direct = [no_proxy, '127.0.0.1'].filter(Boolean).join(',');
  return {
    GRAPH_URL: graphUrl,
    GRAPH_ACCESS_TOKEN: accessToken,
    GRAPH_API_VERSION: version,
    NO_PROXY: direct,
    no_proxy: direct,
  };
}
