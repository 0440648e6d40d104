import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type PactFile, pactText } from './normalise.ts';

/** The pact file of a contract, which holds the interactions that ran well and no other. */
export interface ContractFile {
  readonly path: string;
  /** Takes an interaction out, before it runs: what an earlier process has written goes with the first. */
  remove(key: string): void;
  add(key: string, pact: PactFile): void;
}

/** The file at a path; nothing is written before an interaction ran well. */
export function createContractFile(path: string): ContractFile {
  const recorded = new Map<string, PactFile>();

  // At once and as a whole, so that runs at the same time do not meet half a file.
  const write = () => {
    if (recorded.size === 0) return rmSync(path, { force: true });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, pactText([...recorded.values()]));
  };

  return {
    path,
    remove(key) {
      recorded.delete(key);
      write();
    },
    add(key, pact) {
      recorded.set(key, pact);
      write();
    },
  };
}
