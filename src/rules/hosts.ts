/**
 * The service roots on which the operation exists: global, US government L4, US government L5 (DoD).
 * **Source:** national cloud table of the Create externalConnection page; China (21Vianet) does not have it.
 */
export const serviceRoots = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
] as const;

/**
 * The hosts of Microsoft Graph in every cloud, also in China, which does not have the operation.
 * **Source:** Microsoft Graph docs, national cloud deployments, service root endpoints.
 */
export const graphHosts = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
] as const;

/**
 * The hosts that issue access tokens, in every cloud, with their aliases; regional endpoints are subdomains of them.
 * **Source:** Microsoft Graph docs, national cloud deployments, Microsoft Entra endpoints; the aliases are the instance
 * metadata that MSAL has built in.
 */
export const loginHosts = [
  'login.microsoftonline.com',
  'login.microsoft.com',
  'login.windows.net',
  'sts.windows.net',
  'login-us.microsoftonline.com',
  'login.microsoftonline.us',
  'login.usgovcloudapi.net',
  'login.partner.microsoftonline.cn',
  'login.chinacloudapi.cn',
  'login.microsoftonline.de',
] as const;

/** Whether a host issues tokens for Microsoft Graph: in any cloud, also a regional one. */
export function isLoginHost(hostname: string): boolean {
  return loginHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

/** Whether a URL is one of this machine. */
export function isLoopback({ protocol, hostname }: URL): boolean {
  return ['http:', 'https:'].includes(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
