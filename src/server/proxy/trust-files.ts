import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { graphHosts, loginHosts } from '../../rules/index.ts';
import { printable } from '../../schemas/index.ts';
import { makeProxyCertificates, type ProxyCertificates } from '../certificate.ts';

/** The files that programs read to trust a proxy, in a folder that its user alone can read. */
export interface TrustFiles {
  /** A name that no other run has. */
  readonly id: string;
  /** The authority, and what the user's NODE_EXTRA_CA_CERTS names: what a program trusts beside its own certificates. */
  readonly authority: string;
  /** The authority, the certificates of Node.js and the user's own: what a program trusts in place of its own. */
  readonly bundle: string;
  /** The same for Java. */
  readonly trustStore: string;
  /** What a process of Node.js runs first. */
  readonly preload: string;
  /** Removes the folder. */
  remove(): Promise<void>;
}

const prefix = 'external-connection-testkit-run-';

/** Writes the files into a new folder in the temporary folder of the system. */
export async function writeTrustFiles(
  { authority }: ProxyCertificates,
  env: NodeJS.ProcessEnv = process.env,
): Promise<TrustFiles> {
  await removeStale();
  const folder = await makeTemporaryFolder(`${prefix}${process.pid}-`);
  const files = {
    authority: join(folder, 'authority.pem'),
    bundle: join(folder, 'bundle.pem'),
    trustStore: join(folder, 'trust-store.jks'),
    preload: join(folder, 'preload.cjs'),
  };
  const extra = await certificatesAt(env.NODE_EXTRA_CA_CERTS);
  const own = await Promise.all([env.SSL_CERT_FILE, env.REQUESTS_CA_BUNDLE, env.CURL_CA_BUNDLE].map(certificatesAt));
  const all = [...new Set([authority.trim(), ...extra, ...own.flat(), ...rootCertificates])];
  await Promise.all([
    writeFile(files.authority, pemFileOf([authority.trim(), ...extra])),
    writeFile(files.bundle, pemFileOf(all)),
    writeFile(files.trustStore, javaTrustStore(all, new Date())),
    writeFile(join(folder, 'php.ini'), `curl.cainfo = "${files.bundle}"\nopenssl.cafile = "${files.bundle}"\n`),
    // A copy: a package manager may keep the original inside an archive.
    writeFile(files.preload, await readFile(new URL('./preload.cjs', import.meta.url))),
  ]);
  return { ...files, id: basename(folder), remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Makes a folder in the temporary folder of the system, and resolves with its path.
 *
 * @throws TypeError naming a temporary folder that cannot be used.
 */
export async function makeTemporaryFolder(name: string): Promise<string> {
  return await mkdtemp(join(tmpdir(), name)).catch((cause: Error) => {
    const reason = cause.message.replace(/, mkdtemp.*$/s, '');
    const fix = 'Set TMPDIR (on Windows TEMP) to a folder that can be written';
    throw new TypeError(`Cannot write to the temporary folder ${tmpdir()}: ${reason}. ${fix}.`, { cause });
  });
}

function pemFileOf(certificates: readonly string[]): string {
  return `${certificates.join('\n')}\n`;
}

/** The certificates of a file, or of every file of a folder. */
async function certificatesAt(path: string | undefined): Promise<string[]> {
  if (!path) return [];
  try {
    return certificatesIn(await readFile(path, 'utf8'));
  } catch {
    const names = await readdir(path).catch(() => []);
    const texts = await Promise.all(names.map((name) => readFile(join(path, name), 'utf8').catch(() => '')));
    return texts.flatMap(certificatesIn);
  }
}

/** Milliseconds: certificates that end earlier are replaced. */
const shortestRest = 86_400_000;

/**
 * The certificates in a folder: those of an earlier run, or new ones where there are none that can be used. The folder is
 * made where it does not exist, for its user alone. Without a folder, new ones that are not kept. A note says where they
 * are new, so that the authority must be trusted.
 *
 * @throws TypeError where other users can read the folder, or it cannot be used.
 */
export async function certificatesFor(
  folder: string | undefined,
  now: Date,
): Promise<{ certificates: ProxyCertificates; note?: string }> {
  if (folder === undefined) return { certificates: makeProxyCertificates(now) };
  await requirePrivate(folder);
  const fileOf = (name: keyof ProxyCertificates) => join(folder, `${name === 'authority' ? 'ca' : name}.pem`);
  const [authority = '', cert = '', key = ''] = await Promise.all(
    (['authority', 'cert', 'key'] as const).map((name) => readFile(fileOf(name), 'utf8').catch(() => '')),
  );
  if (isUsable({ authority, cert, key }, now)) {
    await chmod(fileOf('key'), 0o600);
    return { certificates: { authority, cert, key } };
  }
  const certificates = makeProxyCertificates(now);
  for (const name of ['key', 'cert', 'authority'] as const) {
    // A file that is there may have other permissions.
    await writeFile(`${fileOf(name)}.new`, certificates[name], { mode: 0o600 });
    await rename(`${fileOf(name)}.new`, fileOf(name));
  }
  const end = new X509Certificate(certificates.cert).validToDate.toISOString().slice(0, 10);
  const what = authority === '' ? 'New certificates' : 'The certificates could not be used any more: new ones';
  return { certificates, note: `${what} are in ${printable(folder)} until ${end}. Programs must trust its ca.pem.` };
}

async function requirePrivate(folder: string): Promise<void> {
  const fix = 'Name a folder that you alone can read, or one that does not exist';
  const refuse = (problem: string, how = fix) =>
    new TypeError(`Cannot keep certificates in ${printable(folder)}: ${problem}. ${how}.`);
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    throw refuse(cause.code === 'EEXIST' ? 'it is not a folder' : printable(cause.message));
  });
  const { mode, uid } = await stat(folder);
  // Windows has no such permissions: a folder below that of the user is read by the user alone.
  if (process.platform === 'win32') return;
  if (uid !== process.getuid?.()) throw refuse('it belongs to another user');
  if ((mode & 0o077) !== 0) throw refuse('other users can read it', `chmod 700 it, or name another folder`);
}

function isUsable({ authority, cert, key }: ProxyCertificates, now: Date): boolean {
  try {
    const [issuer, leaf] = [new X509Certificate(authority), new X509Certificate(cert)];
    return (
      leaf.validToDate.getTime() > now.getTime() + shortestRest &&
      leaf.verify(issuer.publicKey) &&
      leaf.checkPrivateKey(createPrivateKey(key)) &&
      [...graphHosts, ...loginHosts].every((host) => leaf.checkHost(host) !== undefined)
    );
  } catch {
    return false;
  }
}

/** Removes the folders of runs that were killed, and could not do it themselves. */
async function removeStale(): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names) {
    const [, pid] = new RegExp(`^${prefix}(\\d+)-\\w+$`).exec(name) ?? [];
    if (pid === undefined || isRunning(Number(pid))) continue;
    // One of another user stays.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => {});
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The password of every trust store of the kit: it guards certificates that are public. */
export const trustStorePassword = 'changeit';

/**
 * Certificates in the format of a Java key store (JKS), which every Java reads.
 *
 * **Source:** sun.security.provider.JavaKeyStore of OpenJDK, `engineStore`.
 */
function javaTrustStore(certificates: readonly string[], now: Date): Buffer {
  const entries = certificates.map((pem, index) => trustedEntry(`certificate${index}`, derOf(pem), now));
  const contents = Buffer.concat([unsigned(0xfeed_feed), unsigned(2), unsigned(entries.length), ...entries]);
  const password = Buffer.from(trustStorePassword, 'utf16le').swap16();
  const digest = createHash('sha1').update(password).update('Mighty Aphrodite').update(contents).digest();
  return Buffer.concat([contents, digest]);
}

/** The certificates of a PEM text, each with its own marks. */
function certificatesIn(text: string): string[] {
  return text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? [];
}

function trustedEntry(alias: string, certificate: Buffer, now: Date): Buffer {
  const date = unsigned(now.getTime(), 8);
  return Buffer.concat([unsigned(2), utf(alias), date, utf('X.509'), unsigned(certificate.length), certificate]);
}

function utf(text: string): Buffer {
  return Buffer.concat([unsigned(text.length, 2), Buffer.from(text, 'latin1')]);
}

function unsigned(value: number, bytes = 4): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex');
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
}
