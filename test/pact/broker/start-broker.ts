import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGems } from './install-gems.ts';

const rackup = fileURLToPath(new URL('config.ru', import.meta.url));

/** A user of the broker. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** Who may write and who may only read. */
export interface BrokerUsers {
  readonly writer: BasicCredentials;
  readonly reader: BasicCredentials;
}

/** A Pact Broker on loopback. */
export interface StartedBroker {
  /** Without a slash at its end. */
  readonly url: string;
  /** Stops it and starts it again on the same port, with the same database. */
  restart(): Promise<void>;
  /** Stops it and removes its database. */
  stop(): Promise<void>;
}

/**
 * Starts a Pact Broker on a free port, with an empty database. It ends with this process, also when that is killed.
 *
 * @param users of Basic authentication; without them, every request may read and write.
 * @throws Error with what the broker printed when it does not listen within three minutes.
 */
export async function startBroker(users?: BrokerUsers): Promise<StartedBroker> {
  const gems = await installGems();
  const folder = await mkdtemp(join(tmpdir(), 'external-connection-testkit-broker-'));
  const env = { ...gems, ...settingsOf(users), DATABASE: join(folder, 'broker.sqlite') };
  try {
    let { broker, url } = await startPuma(env, 'tcp://127.0.0.1:0');
    return {
      url,
      async restart() {
        await end(broker, () => broker.kill('SIGTERM'));
        ({ broker } = await startPuma(env, url.replace('http:', 'tcp:')));
      },
      stop: () => end(broker, () => broker.stdin.end()),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

function settingsOf(users: BrokerUsers | undefined): NodeJS.ProcessEnv {
  return {
    RACK_ENV: 'production',
    PACT_BROKER_LOG_STREAM: 'stdout',
    PACT_BROKER_LOG_LEVEL: 'ERROR',
    PACT_BROKER_HIDE_PACTFLOW_MESSAGES: 'true',
    ...(users && {
      PACT_BROKER_BASIC_AUTH_ENABLED: 'true',
      PACT_BROKER_BASIC_AUTH_USERNAME: users.writer.username,
      PACT_BROKER_BASIC_AUTH_PASSWORD: users.writer.password,
      PACT_BROKER_BASIC_AUTH_READ_ONLY_USERNAME: users.reader.username,
      PACT_BROKER_BASIC_AUTH_READ_ONLY_PASSWORD: users.reader.password,
    }),
  };
}

interface Puma {
  readonly broker: ChildProcessWithoutNullStreams;
  readonly url: string;
}

async function startPuma(env: NodeJS.ProcessEnv, bind: string): Promise<Puma> {
  // In a process group of its own, Ctrl+C reaches it as the end of its standard input alone.
  const broker = spawn('bundle', ['exec', 'puma', '--bind', bind, rackup], { env, detached: true });
  try {
    return { broker, url: await listeningUrl(broker) };
  } catch (error) {
    await end(broker, () => broker.kill('SIGKILL'));
    throw error;
  }
}

/** Puma prints its address once the application is loaded and the database is migrated. */
function listeningUrl(broker: Puma['broker']): Promise<string> {
  let printed = '';
  let timer: NodeJS.Timeout | undefined;
  return new Promise<string>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`The Pact Broker ${reason}.\n${printed.slice(-4000)}`));
    const read = (chunk: Buffer) => {
      printed += chunk;
      const url = /Listening on (http:\S+)/.exec(printed)?.[1];
      if (url) resolve(url);
    };
    // Both are read to the end: a full pipe would block the broker.
    broker.stdout.on('data', read);
    broker.stderr.on('data', read);
    broker.once('error', reject).once('exit', (code) => fail(`ended with code ${code}`));
    timer = setTimeout(() => fail('did not listen within three minutes'), 180_000);
  }).finally(() => clearTimeout(timer));
}

async function end(broker: Puma['broker'], stop: () => void): Promise<void> {
  if (broker.pid === undefined || broker.exitCode !== null || broker.signalCode !== null) return;
  const exit = once(broker, 'exit');
  stop();
  await exit;
}
