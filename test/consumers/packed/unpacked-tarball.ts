import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pack } from './pack.ts';
import { type Manifest, manifestOf } from './repository.ts';
import { runCommand } from './run-command.ts';

/** A file of the package; the name is its path from the package's top, with slashes. */
export interface PackedFile {
  readonly name: string;
  readonly text: string;
}

/** The package as npm would publish it. */
export interface UnpackedTarball {
  /** The path of the tarball. */
  readonly tarball: string;
  /** Where it was unpacked to. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly PackedFile[];
  remove(): Promise<void>;
}

/** Packs the repository and unpacks the tarball into a temporary folder. */
export async function unpackTarball(): Promise<UnpackedTarball> {
  const temporary = await mkdtemp(join(tmpdir(), 'external-connection-testkit-tarball-'));
  const remove = () => rm(temporary, { recursive: true, force: true });
  try {
    const tarball = await pack(temporary);
    await runCommand(temporary, ['tar', '-xzf', tarball]);
    const folder = join(temporary, 'package');
    return { tarball, folder, manifest: manifestOf(folder), files: await filesOf(folder), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function filesOf(folder: string): Promise<PackedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    paths.toSorted().map(async (path) => ({
      name: relative(folder, path).replaceAll('\\', '/'),
      text: await readFile(path, 'utf8'),
    })),
  );
}
