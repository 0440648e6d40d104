import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeProxyCertificates } from '../../../src/server/certificate.ts';
import { environmentFor } from '../../../src/server/proxy/environment.ts';
import { type TrustFiles, writeTrustFiles } from '../../../src/server/proxy/trust-files.ts';

const certificates = makeProxyCertificates(new Date());
const written: TrustFiles[] = [];
const folder = await mkdtemp(join(tmpdir(), 'environment-'));

afterEach(async () => {
  await Promise.all(written.splice(0).map((files) => files.remove()));
});
afterAll(() => rm(folder, { recursive: true }));

async function environmentOf(base: NodeJS.ProcessEnv = {}) {
  const files = await writeTrustFiles(certificates, base);
  written.push(files);
  return { files, ...environmentFor('http://127.0.0.1:3001', files, base) };
}

describe('the environment of a program', () => {
  test('names the proxy in both spellings, and leaves loopback direct', async () => {
    const { env } = await environmentOf();

    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy']) {
      expect(env[name]).toBe('http://127.0.0.1:3001');
    }
    expect([env.NO_PROXY, env.no_proxy]).toEqual(['localhost,127.0.0.1,::1', 'localhost,127.0.0.1,::1']);
  });

  test("keeps what is harmless of the user's NO_PROXY, and says what it leaves out", async () => {
    const { env, notes } = await environmentOf({ NO_PROXY: 'build.contoso.com,.microsoft.com', no_proxy: '*' });

    expect(env.no_proxy).toBe('build.contoso.com,localhost,127.0.0.1,::1');
    expect(notes).toEqual([
      'NO_PROXY .microsoft.com is left out: it would lead requests for Microsoft Graph past the proxy.',
      'NO_PROXY * is left out: it would lead requests for Microsoft Graph past the proxy.',
    ]);
  });

  test("adds to the user's NODE_OPTIONS and JAVA_TOOL_OPTIONS", async () => {
    const java = '-Xmx1g -Dhttp.nonProxyHosts=*.contoso.com|*.microsoft.com';

    const { env, files, notes } = await environmentOf({ NODE_OPTIONS: '--no-warnings', JAVA_TOOL_OPTIONS: java });

    expect(env.NODE_OPTIONS).toBe(`--no-warnings --require "${files.preload}"`);
    expect(env.JAVA_TOOL_OPTIONS).toMatch(/^-Xmx1g .* -Dhttps\.proxyHost=127\.0\.0\.1 -Dhttps\.proxyPort=3001 /);
    expect(env.JAVA_TOOL_OPTIONS).toContain(' -Dhttp.nonProxyHosts=localhost|127.*|[::1]|*.contoso.com ');
    expect(notes).toMatchObject([expect.stringMatching(/^NO_PROXY \*\.microsoft\.com /)]);
  });

  test('keeps every other variable', async () => {
    expect((await environmentOf({ HOME: '/home/user', SECRET: 'x' })).env).toMatchObject({
      HOME: '/home/user',
      SECRET: 'x',
    });
  });
});

describe('the files that a program trusts', () => {
  test("have the user's certificates beside those of the kit and of Node.js", async () => {
    const [extra, own] = ['extra', 'own'].map((name) => join(folder, `${name}.pem`)) as [string, string];
    await writeFile(extra, makeProxyCertificates(new Date()).authority);
    await mkdir(join(folder, 'certificates'), { recursive: true });
    await writeFile(join(folder, 'certificates', 'one.pem'), makeProxyCertificates(new Date()).authority);
    await writeFile(own, makeProxyCertificates(new Date()).authority);

    const { files } = await environmentOf({
      NODE_EXTRA_CA_CERTS: extra,
      SSL_CERT_FILE: own,
      REQUESTS_CA_BUNDLE: join(folder, 'certificates'),
    });

    const bundle = await readFile(files.bundle, 'utf8');
    for (const file of [extra, own, join(folder, 'certificates', 'one.pem')]) {
      expect(bundle).toContain((await readFile(file, 'utf8')).trim());
    }
    expect(bundle).toContain(certificates.authority.trim());
    expect(bundle.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(100);
    expect((await readFile(files.authority, 'utf8')).match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  test('hold no key, in a folder that only its user can read, until they are removed', async () => {
    const { files } = await environmentOf();
    const all = [files.authority, files.bundle, files.trustStore, files.preload];

    const texts = await Promise.all(all.map((file) => readFile(file, 'latin1')));

    expect(texts.filter((text) => text.includes('PRIVATE KEY'))).toEqual([]);
    if (process.platform !== 'win32') expect((await stat(join(files.bundle, '..'))).mode & 0o077).toBe(0);
    await files.remove();
    expect(all.filter((file) => existsSync(file))).toEqual([]);
  });

  test('of a run that was killed are removed by the next', async () => {
    // No process has a number this large.
    const stale = join(tmpdir(), 'external-connection-testkit-run-999999999-abcdef');
    await mkdir(stale, { recursive: true });

    await environmentOf();

    expect(existsSync(stale)).toBe(false);
  });
});
