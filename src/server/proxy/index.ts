/** An HTTPS proxy in place of Microsoft Graph, for programs that stay as they are: in `run`, `serve` and the suite. */
export { makeProxyCertificates, type ProxyCertificates } from '../certificate.ts';
export { createGraphHandler } from '../handler.ts';
export { environmentFor, type ProgramEnvironment, runMark, trustEnvironment } from './environment.ts';
export { type ProxyOptions, type ProxyRefusal, type RunningProxy, startProxy } from './start-proxy.ts';
export { type TrustFiles, writeTrustFiles } from './trust-files.ts';
