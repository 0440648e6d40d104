import type { Emulator } from '../emulator/index.ts';
import { planFaultOfText, putConnections } from '../server/control/control-api.ts';
import { readPayload } from './read-payload.ts';

/** The flags that decide how an emulator starts. */
export interface SetUpFlags {
  /** Plans as `planFaultOfText` reads them. */
  readonly fault: readonly string[];
  /** Files with connections. */
  readonly load: readonly string[];
}

/**
 * What `--load` and `--fault` do to an emulator; the files are read now.
 *
 * @throws TypeError naming a file that cannot be read; the function that it returns throws one for a wrong plan.
 */
export async function setUpOf({ fault, load }: SetUpFlags): Promise<(emulator: Emulator) => void> {
  const loaded = await Promise.all(load.map(connectionsIn));
  return (emulator) => {
    for (const connections of loaded) putConnections(emulator, connections);
    for (const plan of fault) planFaultOfText(emulator, plan);
  };
}

async function connectionsIn(file: string): Promise<unknown> {
  const read = await readPayload(file, 'connections');
  if ('problem' in read) throw new TypeError(read.problem);
  return read.payload;
}
