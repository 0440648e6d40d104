import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { serviceRoots } from '../rules/index.ts';
import { makeCertificate, makeProxyCertificates, type ProxyCertificates } from '../server/certificate.ts';
import { environmentFor, userProxyOf } from '../server/proxy/environment.ts';
import { startProxy } from '../server/proxy/start-proxy.ts';
import { writeTrustFiles } from '../server/proxy/trust-files.ts';
import { createSystemClock, noTimers } from './clock.ts';
import type { Connection, ConnectionOptions, Trust } from './connection.ts';
import { createTransport } from './transport.ts';

/** New certificates for a proxy, or for a server on this machine, in files that are removed when this process ends. */
export async function createTrust(what: 'proxy' | 'server'): Promise<Trust> {
  const own = what === 'proxy' ? makeProxyCertificates(new Date()) : makeCertificate(new Date());
  // A server has no authority but its own certificate.
  const certificates: ProxyCertificates = { authority: own.cert, ...own };
  const files = await writeTrustFiles(certificates);
  process.once('exit', () => rmSync(dirname(files.authority), { recursive: true, force: true }));
  return { certificates, files };
}

/** A proxy in place of Graph and its token endpoint, for programs that name them. */
export async function connectOverProxy({ trust, allow, ...options }: ConnectionOptions): Promise<Connection> {
  const { certificates, files } = await trust('proxy');
  const clock = createSystemClock(noTimers);
  const transport = createTransport({ ...options, graphUrl: undefined, clock });
  const { url, close } = await startProxy({
    handler: (request) => transport.fetch(request),
    certificates,
    ...(allow && { allow }),
    upstreamOf: userProxyOf(process.env),
    onRefused: transport.refuse,
  });
  const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const { env } = environmentFor(url, files);
  return { graphUrl: serviceRoots[0], env: () => env, transport, clock, sleep, isSlow: true, close };
}
