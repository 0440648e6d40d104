import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A small project of a user: it tests a client of its own with the packed kit. */
export interface Consumer {
  /** The name of its folder. */
  readonly name: string;
  /** Its folder. */
  readonly folder: string;
  readonly manifest: ConsumerManifest;
}

/** What its package.json says. The script `test` must pass; the script `mistake` must fail. */
export interface ConsumerManifest {
  /** What it stands for: client and runner. */
  readonly description: string;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Packages in other versions, such as `msw@2.15.0`, with which its tests must pass too. */
  readonly alsoWith?: readonly string[];
  /** The package of the package manager that installs and runs it. Default: npm. */
  readonly installedBy?: string;
  /** What the kit must say of the deliberate mistake that the script `mistake` makes. */
  readonly mistake: string;
}

const projects = fileURLToPath(new URL('../projects', import.meta.url));

/** All of them, by name. */
export function consumers(): readonly Consumer[] {
  return globSync('*/package.json', { cwd: projects })
    .toSorted()
    .map((path) => {
      const folder = join(projects, dirname(path));
      // Each is written in this repository, with these members.
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ConsumerManifest;
      return { name: basename(folder), folder, manifest };
    });
}
