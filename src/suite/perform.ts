import type { ApiVersion } from '../rules/index.ts';
import type { LiveCreateExternalConnection } from '../schemas/index.ts';
import type { ClientInput, CreateConnection, SuiteOptions } from './client.ts';
import { conduct, watchAftermath } from './conduct.ts';
import type { Call, Ending, Performance } from './performance.ts';
import { asksOf, type Scene, tokenOf } from './scene.ts';
import { catchCrashes, createSecret, overhear } from './witness/index.ts';
import { type Sent, type Way, type World, ways } from './world/index.ts';

/** The clients that were seen to wait by a clock that cannot be moved: from then on they are asked to wait for less. */
const withOwnClock = new WeakSet<CreateConnection>();

/** The tokens of those that never ended: they may still come, when another scene is played. */
const strays = new Set<string>();

let count = 0;
let stage: Promise<unknown> = Promise.resolve();

/** Lets a client play a scene. The whole process is its stage, so another performance waits until this one is over. */
export function perform(scene: Scene, client: CreateConnection, options: SuiteOptions): Promise<Performance> {
  const performance = stage.then(() => performAlone(scene, client, options));
  stage = performance.catch(() => {});
  return performance;
}

async function performAlone(scene: Scene, client: CreateConnection, options: SuiteOptions): Promise<Performance> {
  const secret = createSecret(tokenOf(scene), `${scene.key} ${++count}`);
  const caught = catchCrashes();
  const overheard = overhear(secret.isIn);
  const way = await ways[options.over ?? 'memory']({ emulator: scene.emulator, graphUrl: scene.graphUrl, isStray });
  const { graphUrl, world } = way;
  const gone = new AbortController();
  try {
    const input = inputOf(way, { accessToken: secret.token, signal: gone.signal, version: versionOf(scene, options) });
    const asked = asksOf(scene);
    prepare(scene, way, { asked, isSlow: () => way.isSlow || withOwnClock.has(client) });
    const calls = asked.map((connection) => startCall(connection, { client, input, world }));
    const conducted = { ...way, timeout: options.timeout, onCrash: caught.note };
    const gaveUpAfter = await conduct({
      ...conducted,
      isOver: () => calls.every(({ ending }) => ending.kind !== 'pending'),
      hasCrashed: () => caught.crashes.length > 0,
      onOwnClock: () => withOwnClock.add(client),
    });
    const ended = calls.map((call) => ({ ...call }));
    world.close();
    if (ended.some(({ ending }) => ending.kind === 'pending')) strays.add(secret.token);
    await watchAftermath(conducted);
    const { prints } = overheard;
    const { crashes } = caught;
    const isEndless = world.isWornOut;
    return {
      scene,
      options,
      graphUrl,
      secret,
      calls: ended,
      sent: [...world.sent],
      prints,
      crashes,
      isEndless,
      gaveUpAfter,
    };
  } finally {
    gone.abort();
    await way.leave();
    overheard.stop();
    caught.stop();
  }
}

function isStray(headers: Headers): boolean {
  return strays.has(headers.get('authorization')?.replace(/^bearer +/i, '') ?? '');
}

function versionOf(scene: Scene, options: SuiteOptions): ApiVersion {
  return options.version ?? scene.version ?? 'v1.0';
}

function inputOf(
  way: Way,
  rest: Pick<ClientInput, 'accessToken' | 'signal' | 'version'>,
): Omit<ClientInput, 'connection'> {
  const { graphUrl, clock, sleep } = way;
  return {
    graphUrl,
    sleep: async (milliseconds) => void (await sleep(milliseconds)),
    now: () => new Date(clock.now()),
    ...rest,
  };
}

interface Preparation {
  readonly asked: readonly LiveCreateExternalConnection[];
  readonly isSlow: () => boolean;
}

function prepare(scene: Scene, { world, clock }: Way, { asked, isSlow }: Preparation): void {
  const [connection] = asked;
  if (!connection) return;
  const seconds = (count: number) => (isSlow() ? Math.min(count, 1) : count);
  scene.prepare?.({ emulator: world.emulator, connection, now: clock.now, seconds });
}

interface Cast {
  readonly client: CreateConnection;
  readonly input: Omit<ClientInput, 'connection'>;
  readonly world: World;
}

/** Calls the client; what it returns is filled in as the call goes on. */
function startCall(wanted: LiveCreateExternalConnection, { client, input, world }: Cast): Call {
  const asked = copyOf(wanted);
  const given = copyOf(wanted);
  const call: { -readonly [Name in keyof Call]: Call[Name] } = { asked, given, ending: { kind: 'pending' }, heard: [] };
  const end = (ending: Ending) => {
    call.ending = ending;
    call.heard = world.sent.filter(({ answer }: Sent) => answer);
  };
  const calling = async () => client({ ...input, connection: given });
  calling().then(
    (value) => end({ kind: 'resolved', value }),
    (error: unknown) => end({ kind: 'rejected', error }),
  );
  return call;
}

/** Not structuredClone: in the sandbox of jest, what it makes has other prototypes than all other objects there. */
function copyOf(connection: LiveCreateExternalConnection): LiveCreateExternalConnection {
  return JSON.parse(JSON.stringify(connection));
}
