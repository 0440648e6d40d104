import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file that holds a certificate for clients to trust, until it is removed. */
export interface CertificateFile {
  readonly path: string;
  remove(): Promise<void>;
}

/** Writes the certificate into a new folder of the system's temporary one. */
export async function certificateFile(certificate: string): Promise<CertificateFile> {
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-'));
  const path = join(folder, 'certificate.pem');
  await writeFile(path, certificate);
  return { path, remove: () => rm(folder, { recursive: true, force: true }) };
}
