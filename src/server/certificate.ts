import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { TlsKeyPair } from './options.ts';

const lifetimeInDays = 30;

/**
 * A new key and a certificate for localhost, 127.0.0.1 and ::1 that signs itself, valid for 30 days. Who trusts it
 * trusts this one key, which is nowhere stored.
 */
export async function makeCertificate(now: Date): Promise<TlsKeyPair> {
  // Loaded where it is needed: most servers speak plain http.
  const { default: forge } = await import('node-forge');
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  const name = [{ name: 'commonName', value: 'external-connection-testkit' }];
  certificate.publicKey = forge.pki.rsa.setPublicKey(key.n, key.e);
  // Positive and of 16 bytes: its first bit is 0 and its first byte is not.
  certificate.serialNumber = `4${randomBytes(16).toString('hex').slice(1)}`;
  certificate.validity.notBefore = new Date(now.getTime() - 3_600_000);
  certificate.validity.notAfter = new Date(now.getTime() + lifetimeInDays * 86_400_000);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    // A client can only be configured to trust an authority, so the certificate is its own.
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    {
      name: 'subjectAltName',
      altNames: [
        { type: 2, value: 'localhost' },
        { type: 7, ip: '127.0.0.1' },
        { type: 7, ip: '::1' },
      ],
    },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(key, forge.md.sha256.create());
  return { key: privateKey, cert: forge.pki.certificateToPem(certificate) };
}
