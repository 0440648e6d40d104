import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the tests read of a package.json. */
export interface Manifest {
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The folder of this repository, without a slash at its end. */
export const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/[/\\]$/, '');

/** The package.json of a folder. */
export function manifestOf(folder: string): Manifest {
  // The file is that of a package; its members are what npm says.
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The version of a devDependency that is installed in this repository. */
export function versionOf(name: string): string {
  return manifestOf(join(root, 'node_modules', name)).version;
}
