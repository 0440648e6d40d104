import { globSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly files?: readonly string[];
}

/**
 * What npm puts on the disk for a package and all that it needs, peers included but for optional ones, as far as it is
 * installed here. Without a name: for this one, of which the files count that it packs.
 */
export function installedSize(name?: string): { readonly packages: number; readonly megabytes: number } {
  const folders = new Set<string>();
  visit(name === undefined ? root : folderOf(name, root), folders);
  const bytes = [...folders].reduce((sum, folder) => sum + bytesOf(folder), 0);
  return { packages: folders.size, megabytes: bytes / 1e6 };
}

function visit(folder: string | undefined, folders: Set<string>): void {
  if (folder === undefined || folders.has(folder)) return;
  folders.add(folder);
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta } = manifestOf(folder);
  const peers = Object.keys(peerDependencies).filter((peer) => !peerDependenciesMeta?.[peer]?.optional);
  const names = [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
  for (const name of names) visit(folderOf(name, folder), folders);
}

/** The folder of a package as Node finds it from another; undefined where it is not installed. */
function folderOf(name: string, from: string): string | undefined {
  const parents = from.split('/').map((_, depth, all) => all.slice(0, all.length - depth).join('/'));
  const candidates = parents.map((parent) => `${parent}/node_modules/${name}/`.replaceAll('//', '/'));
  return candidates.find((candidate) => statSync(`${candidate}package.json`, { throwIfNoEntry: false }));
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(`${folder}package.json`, 'utf8'));
}

function bytesOf(folder: string): number {
  const packed = folder === root ? (manifestOf(root).files ?? []) : ['.'];
  const patterns = packed.flatMap((entry) => [entry, `${entry}/**/*`]);
  const files = globSync(patterns, { cwd: folder, exclude: (path) => path === 'node_modules' });
  return files.reduce((sum, file) => sum + sizeOf(`${folder}${file}`), 0);
}

function sizeOf(path: string): number {
  const stats = statSync(path);
  return stats.isFile() ? stats.size : 0;
}
