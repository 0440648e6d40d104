import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import { graphHosts, loginHosts } from '../rules/index.ts';
import type { TlsKeyPair } from './options.ts';

const lifetimeInDays = 30;

/**
 * A new key and a certificate for localhost, 127.0.0.1, ::1 and further names that signs itself, valid for 30 days.
 * Trusting it means trusting this one key, which is nowhere stored.
 */
export function makeCertificate(now: Date, names: readonly string[] = []): TlsKeyPair {
  const { publicKey, privateKey } = newKey();
  const name = 'external-connection-testkit';
  // Not an authority: rustls, as of Deno, refuses one as the certificate of a server.
  const cert = certificateOf({ now, issuer: name, subject: name, publicKey, signedBy: privateKey }, [
    extensions.server(),
    extensions.keyUsage('server'),
    extensions.serverAuthentication(),
    extensions.names(
      ['localhost', '127.0.0.1', '::1', ...names].map((each) => (isIP(each) ? addressBytes(each) : each)),
    ),
    extensions.subjectKey(publicKey),
  ]);
  return { key: privateKey, cert };
}

/** The bytes of an IP address. */
function addressBytes(address: string): Buffer {
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
    key: server.privateKey,
  };
}

interface CertificateData {
  readonly now: Date;
  readonly issuer: string;
  readonly subject: string;
  /** As SPKI. */
  readonly publicKey: Buffer;
  /** A private key as PEM text. */
  readonly signedBy: string;
}

/** A certificate as PEM text, signed by an elliptic curve key. **Source:** RFC 5280, section 4.1; X.690 for DER. */
function certificateOf(
  { now, issuer, subject, publicKey, signedBy }: CertificateData,
  extensions: readonly Buffer[],
): string {
  // Positive and of 16 bytes: its first bit is 0 and its first byte is not.
  const serialNumber = Buffer.from(`4${randomBytes(16).toString('hex').slice(1)}`, 'hex');
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, serialNumber),
    algorithm,
    commonName(issuer),
    sequence(time(now.getTime() - 3_600_000), time(now.getTime() + lifetimeInDays * 86_400_000)),
    commonName(subject),
    publicKey,
    der(0xa3, sequence(...extensions)),
  );
  const certificate = sequence(toBeSigned, algorithm, der(0x03, Buffer.of(0), sign('sha256', toBeSigned, signedBy)));
  return String(new X509Certificate(certificate));
}

function newKey() {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** The key of an authority, or of a server; as bits of the extension keyUsage. */
const keyUsages = {
  authority: Buffer.of(0x01, 0x06),
  server: Buffer.of(0x07, 0x80),
} as const;

/** The extensions of RFC 5280, section 4.2, that the certificates of the kit have. */
const extensions = {
  authority: () => extension('2.5.29.19', sequence(yes, der(0x02, Buffer.of(0))), yes),
  server: () => extension('2.5.29.19', sequence(), yes),
  keyUsage: (usage: keyof typeof keyUsages) => extension('2.5.29.15', der(0x03, keyUsages[usage]), yes),
  serverAuthentication: () => extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'))),
  /** DNS names as texts, addresses as their bytes. */
  names: (names: readonly (string | Buffer)[]) => extension('2.5.29.17', sequence(...names.map(generalName))),
  /** The authority is trusted for these names and their subdomains alone. */
  onlyFor: (names: readonly string[]) => {
    const subtrees = names.map((name) => sequence(generalName(name)));
    return extension('2.5.29.30', sequence(der(0xa0, ...subtrees)), yes);
  },
  subjectKey: (publicKey: Buffer) => extension('2.5.29.14', der(0x04, digest(publicKey))),
  authorityKey: (publicKey: Buffer) => extension('2.5.29.35', sequence(der(0x80, digest(publicKey)))),
} as const;

const yes = Buffer.of(0x01, 0x01, 0xff);

function extension(id: string, value: Buffer, ...critical: readonly Buffer[]): Buffer {
  return sequence(oid(id), ...critical, der(0x04, value));
}

function generalName(name: string | Buffer): Buffer {
  return typeof name === 'string' ? der(0x82, Buffer.from(name, 'latin1')) : der(0x87, name);
}

function commonName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
}

function digest(publicKey: Buffer): Buffer {
  return createHash('sha1').update(publicKey).digest();
}

/** Until 2049, as the two digits of the year say. */
function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replaceAll(/\D/g, '').slice(2, 14);
  return der(0x17, Buffer.from(`${digits}Z`, 'latin1'));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return der(0x06, Buffer.of(first * 40 + second, ...others.flatMap(base128)));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

/** **Source:** X.690: 0x02 is a number, whose first bit is 0 where it is not negative; 0x03 bits, with how many are unused. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const contents = Buffer.concat(parts);
  const { length } = contents;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...size), contents]);
}
