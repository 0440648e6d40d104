import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeProxyCertificates } from '../../../src/server/certificate.ts';
import { environmentFor, userProxyOf } from '../../../src/server/proxy/environment.ts';
import { certificatesFor, type TrustFiles, writeTrustFiles } from '../../../src/server/proxy/trust-files.ts';

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
    expect([env.NODE_USE_ENV_PROXY, env.PERL_LWP_ENV_PROXY]).toEqual(['1', '1']);
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

  test('says that the trust store of JAVA_TOOL_OPTIONS is replaced, and what has precedence over the kit', async () => {
    const { env, notes } = await environmentOf({
      JAVA_TOOL_OPTIONS: '-Djavax.net.ssl.trustStore=own.p12',
      JDK_JAVA_OPTIONS: '-Dhttps.proxyHost=proxy.contoso.com',
      _JAVA_OPTIONS: '-Xmx1g',
    });

    expect(env.JAVA_TOOL_OPTIONS).toMatch(/trustStore=own\.p12 .*trustStore=\S+trust-store\.jks /);
    expect(notes).toEqual([
      'The trust store of JAVA_TOOL_OPTIONS is replaced by that of the kit. Where a program needs its certificates, name them as PEM in SSL_CERT_FILE: they are added.',
      'JDK_JAVA_OPTIONS has precedence over the proxy and the trust store of the kit: leave them out there.',
    ]);
  });

  test("adds a folder to the settings of PHP, after the user's own or the default", async () => {
    const { env, files } = await environmentOf();
    const own = await environmentOf({ PHP_INI_SCAN_DIR: '/etc/own' });

    expect(env.PHP_INI_SCAN_DIR).toBe(delimiter + dirname(files.bundle));
    expect(own.env.PHP_INI_SCAN_DIR).toBe(`/etc/own${delimiter}${dirname(own.files.bundle)}`);
    expect(await readFile(join(dirname(files.bundle), 'php.ini'), 'utf8')).toBe(
      `curl.cainfo = "${files.bundle}"\nopenssl.cafile = "${files.bundle}"\n`,
    );
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

describe('certificates that are kept', () => {
  const day = 86_400_000;
  const now = new Date();

  test('are new at first, in a folder of its own that the user alone can read, and used again', async () => {
    const kept = join(folder, 'kept', 'certificates');

    const first = await certificatesFor(kept, now);
    const second = await certificatesFor(kept, now);

    expect(first.note).toMatch(
      /^New certificates are in .* until \d{4}-\d\d-\d\d\. Programs must trust its ca\.pem\.$/,
    );
    expect(second).toEqual({ certificates: first.certificates, note: undefined });
    expect(await readFile(join(kept, 'ca.pem'), 'utf8')).toBe(first.certificates.authority);
    expect((await readdir(kept)).toSorted()).toEqual(['ca.pem', 'cert.pem', 'key.pem']);
    if (process.platform === 'win32') return;
    expect(((await stat(kept)).mode & 0o777).toString(8)).toBe('700');
    expect(((await stat(join(kept, 'key.pem'))).mode & 0o777).toString(8)).toBe('600');
  });

  test('are replaced, which is said, once they have ended or do not belong together', async () => {
    const kept = join(folder, 'replaced');
    const first = await certificatesFor(kept, new Date(now.getTime() - 30 * day));

    const second = await certificatesFor(kept, now);
    await writeFile(join(kept, 'key.pem'), certificates.key);
    const third = await certificatesFor(kept, now);

    expect(second.note).toMatch(/^The certificates could not be used any more: new ones are in /);
    expect(third.note).toBe(second.note);
    expect(new Set([first, second, third].map((each) => each.certificates.authority)).size).toBe(3);
  });

  test.skipIf(process.platform === 'win32')('are refused in a folder that others can read, and in a file', async () => {
    const open = join(folder, 'open');
    await mkdir(open, { mode: 0o755 });
    await writeFile(join(folder, 'file'), '');

    await expect(certificatesFor(open, now)).rejects.toThrow(
      `Cannot keep certificates in ${open}: other users can read it. chmod 700 it, or name another folder.`,
    );
    await expect(certificatesFor(join(folder, 'file'), now)).rejects.toThrow('it is not a folder.');
    expect(await readdir(open)).toEqual([]);
  });
});

describe("the user's own proxy", () => {
  const proxies = { HTTPS_PROXY: 'http://user:secret@proxy.contoso.com:8080', http_proxy: 'plain.contoso.com:3128' };

  test.for<[string, NodeJS.ProcessEnv, readonly [string, string, boolean], string | undefined]>([
    ['a CONNECT', proxies, ['api.contoso.com', '443', true], 'http://user:secret@proxy.contoso.com:8080'],
    ['plain http', proxies, ['api.contoso.com', '80', false], 'http://plain.contoso.com:3128'],
    ['all', { ALL_PROXY: 'socks5://127.0.0.1:1080' }, ['a.example', '443', true], 'socks5://127.0.0.1:1080'],
    ['the lower case first', { ...proxies, https_proxy: 'http://b:1' }, ['a.example', '443', true], 'http://b:1'],
    ['none', {}, ['api.contoso.com', '443', true], undefined],
    ['loopback', proxies, ['127.0.0.1', '443', true], undefined],
    ['an entry', { ...proxies, NO_PROXY: 'x,api.contoso.com' }, ['api.contoso.com', '443', true], undefined],
    ['a domain', { ...proxies, no_proxy: '.contoso.com' }, ['api.contoso.com', '443', true], undefined],
    ['a domain with a star', { ...proxies, no_proxy: '*.contoso.com' }, ['a.b.contoso.com', '443', true], undefined],
    ['everything', { ...proxies, NO_PROXY: '*' }, ['api.contoso.com', '443', true], undefined],
    ['a range', { ...proxies, NO_PROXY: '10.0.0.0/8' }, ['10.1.2.3', '443', true], undefined],
    ['an address', { ...proxies, NO_PROXY: '::2' }, ['[::2]', '443', true], undefined],
    ['another port', { ...proxies, NO_PROXY: 'a.example:8443' }, ['a.example', '443', true], proxies.HTTPS_PROXY],
    ['another domain', { ...proxies, NO_PROXY: 'contoso.com' }, ['notcontoso.com', '443', true], proxies.HTTPS_PROXY],
    ['another range', { ...proxies, NO_PROXY: '10.0.0.0/8' }, ['11.1.2.3', '443', true], proxies.HTTPS_PROXY],
  ])('for %s is what the environment names', ([, env, request, expected]) => {
    expect(userProxyOf(env)(...request)).toBe(expected);
  });
});
