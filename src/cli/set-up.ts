import { createEmulator, type Emulator } from '../emulator/index.ts';
import { definedOf, type Profile } from '../rules/index.ts';
import { planFaultOfText, putConnections } from '../server/control/control-api.ts';
import { createMocks, readMocks } from '../server/mocks.ts';
import { readPayload } from './read-payload.ts';
import { printable } from './terminal.ts';

/** The flags that decide how an emulator starts. */
export interface SetUpFlags {
  readonly profile: Profile;
  readonly seed: number;
  readonly roles?: readonly string[];
  /** Plans as `planFaultOfText` reads them. */
  readonly fault: readonly string[];
  /** Files with connections. */
  readonly load: readonly string[];
  /** A mocks file of Dev Proxy. */
  readonly mocks?: string;
}

/**
 * An emulator, how it starts, and the mocks beside it; the files are read now. `setUp` throws a TypeError for a wrong plan.
 *
 * @param onNote called with a sentence about mocks that are not used.
 * @throws TypeError naming a file that cannot be used.
 */
export async function setUpOf(
  { profile, seed, roles, fault, load, ...flags }: SetUpFlags,
  onNote: (note: string) => void,
) {
  const emulator = createEmulator({ profile, seed, ...definedOf({ roles }), onAdvisory: () => {} });
  const loaded = await Promise.all(
    load.map(async (file) => ({ file, payload: (await readPayload(file, 'connections')).payload })),
  );
  const mocks = flags.mocks === undefined ? undefined : createMocks(await readMocks(flags.mocks), onNote);
  const setUp = (emulator: Emulator) => {
    for (const { payload, file } of loaded) putConnections(emulator, payload, `connections of ${printable(file)}`);
    for (const plan of fault) planFaultOfText(emulator, plan);
    mocks?.reset();
  };
  return { emulator, setUp, mocks };
}
