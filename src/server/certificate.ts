import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import { graphHosts, loginHosts } from '../rules/index.ts';
import { extensions, signedCertificate } from './der.ts';
import type { TlsKeyPair } from './options.ts';

const lifetimeInDays = 30;

/**
 * A new key and a certificate for localhost, 127.0.0.1, ::1 and further names that signs itself, valid for 30 days.
 * Trusting it means trusting this one key, which is nowhere stored.
 */
export function makeCertificate(now: Date, names: readonly string[] = []): TlsKeyPair {
  const { publicKey, privateKey } = newKey();
  const name = 'external-connection-testkit';
  // A client can only be configured to trust an authority, so the certificate is its own.
  const cert = certificateOf({ now, issuer: name, subject: name, publicKey, signedBy: privateKey }, [
    extensions.authority(),
    extensions.keyUsage('both'),
    extensions.serverAuthentication(),
    extensions.names(['localhost', '127.0.0.1', '::1', ...names].map((each) => (isIP(each) ? bytesOf(each) : each))),
    extensions.subjectKey(publicKey),
  ]);
  return { key: pemOf(privateKey), cert };
}

/** The bytes of an IP address. */
function bytesOf(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  // In its shortest form, in hexadecimal groups alone.
  const [before = '', after = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groupsOf = (text: string) => text.split(':').filter(Boolean);
  const [start, end] = [groupsOf(before), groupsOf(after)] as const;
  const zeros = Array<string>(8 - start.length - end.length).fill('0');
  return Buffer.from([...start, ...zeros, ...end].map((group) => group.padStart(4, '0')).join(''), 'hex');
}

/** The certificate of a proxy for the hosts of Graph and of the token endpoint, and of the authority that signed it. */
export interface ProxyCertificates extends TlsKeyPair {
  /** The authority, as PEM text: what clients trust. Its key no longer exists. */
  readonly authority: string;
}

/**
 * New certificates for every host of Graph and of the token endpoint, valid for 30 days. The key of the authority is
 * dropped here: it has signed one certificate, and can sign no other.
 */
export function makeProxyCertificates(now: Date): ProxyCertificates {
  const authority = newKey();
  const server = newKey();
  const hosts = [...graphHosts, ...loginHosts];
  const issuer = `external-connection-testkit ${randomBytes(4).toString('hex')}`;
  const signedBy = authority.privateKey;
  return {
    authority: certificateOf({ now, issuer, subject: issuer, publicKey: authority.publicKey, signedBy }, [
      extensions.authority(),
      extensions.keyUsage('authority'),
      extensions.onlyFor(hosts),
      extensions.subjectKey(authority.publicKey),
    ]),
    cert: certificateOf({ now, issuer, subject: 'graph.microsoft.com', publicKey: server.publicKey, signedBy }, [
      extensions.server(),
      extensions.keyUsage('server'),
      extensions.serverAuthentication(),
      extensions.names(hosts.flatMap((host) => [host, `*.${host}`])),
      extensions.subjectKey(server.publicKey),
      extensions.authorityKey(authority.publicKey),
    ]),
    key: pemOf(server.privateKey),
  };
}

interface Issue {
  readonly now: Date;
  readonly issuer: string;
  readonly subject: string;
  readonly publicKey: Buffer;
  readonly signedBy: KeyObject;
}

function certificateOf({ now, signedBy, ...issue }: Issue, extensions: readonly Buffer[]): string {
  const notBefore = new Date(now.getTime() - 3_600_000);
  const notAfter = new Date(now.getTime() + lifetimeInDays * 86_400_000);
  // Positive and of 16 bytes: its first bit is 0 and its first byte is not.
  const serialNumber = Buffer.from(`4${randomBytes(16).toString('hex').slice(1)}`, 'hex');
  const certificate = signedCertificate({ ...issue, serialNumber, notBefore, notAfter, extensions }, signedBy);
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function newKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { publicKey: publicKey.export({ type: 'spki', format: 'der' }), privateKey };
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}
