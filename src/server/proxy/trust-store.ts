import { createHash } from 'node:crypto';

/** The password of every trust store of the kit: it guards certificates that are public. */
export const trustStorePassword = 'changeit';

/**
 * Certificates in the format of a Java key store (JKS), which every Java reads.
 *
 * **Source:** sun.security.provider.JavaKeyStore of OpenJDK, `engineStore`.
 */
export function javaTrustStore(certificates: readonly string[], now: Date): Buffer {
  const entries = certificates.map((pem, index) => trustedEntry(`certificate${index}`, derOf(pem), now));
  const contents = Buffer.concat([uint32(0xfeed_feed), uint32(2), uint32(entries.length), ...entries]);
  const password = Buffer.from(trustStorePassword, 'utf16le').swap16();
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite').update(contents).digest();
  return Buffer.concat([contents, digest]);
}

/** The certificates of a PEM text, each with its own marks. */
export function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? [];
}

function trustedEntry(alias: string, certificate: Buffer, now: Date): Buffer {
  const date = Buffer.alloc(8);
  date.writeBigUInt64BE(BigInt(now.getTime()));
  return Buffer.concat([uint32(2), utf(alias), date, utf('X.509'), uint32(certificate.length), certificate]);
}

function utf(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 0xff), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
}
