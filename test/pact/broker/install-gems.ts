import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const gemfile = fileURLToPath(new URL('Gemfile', import.meta.url));

/** Whether this machine has Ruby. */
export function hasRuby(): boolean {
  try {
    execFileSync('ruby', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs the gems of the Gemfile into a cache folder of the user, unless they are there already: below
 * `TESTKIT_CACHE`, or `XDG_CACHE_HOME`, or `~/.cache`.
 *
 * @returns the environment in which `bundle exec` finds them.
 * @throws Error with the last lines that Bundler printed.
 */
export async function installGems(): Promise<NodeJS.ProcessEnv> {
  const folder = await createGemFolder();
  const env = {
    ...process.env,
    BUNDLE_GEMFILE: join(folder, 'Gemfile'),
    BUNDLE_PATH: join(folder, 'gems'),
    BUNDLE_SILENCE_ROOT_WARNING: '1',
  };
  const isComplete = await promisify(execFile)('bundle', ['check'], { env }).then(
    () => true,
    () => false,
  );
  if (!isComplete) await runBundleInstall(folder, env);
  return env;
}

/** One folder for each content of the Gemfile. Bundler writes Gemfile.lock beside the copy, outside the checkout. */
async function createGemFolder(): Promise<string> {
  const { TESTKIT_CACHE, XDG_CACHE_HOME } = process.env;
  const cache = TESTKIT_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'external-connection-testkit');
  const hash = createHash('sha256')
    .update(await readFile(gemfile))
    .digest('hex');
  const folder = join(cache, `pact-broker-${hash.slice(0, 12)}`);
  await mkdir(folder, { recursive: true });
  await copyFile(gemfile, join(folder, 'Gemfile'));
  return folder;
}

async function runBundleInstall(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const startedAt = performance.now();
  console.error(`Installing the gems of the Pact Broker into ${folder}, once. This takes about three minutes.`);
  const bundler = spawn('bundle', ['install', '--jobs', '2'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exitCode = new Promise<number | null>((resolve, reject) => {
    bundler.once('error', reject).once('close', resolve);
  });
  const printed: string[] = [];
  bundler.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString().trimEnd()));
  for await (const line of createInterface(bundler.stdout)) {
    printed.push(line);
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line.slice(0, 79)}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if ((await exitCode) === 0) {
    console.error(`Installed the gems in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
    return;
  }
  throw new Error(
    `Failed to install the gems of the Pact Broker:\n${printed.slice(-20).join('\n')}\n` +
      'They need Bundler, a registry of RubyGems, a C compiler and the headers of Ruby and libyaml (Debian: bundler build-essential ruby-dev libyaml-dev).',
  );
}
