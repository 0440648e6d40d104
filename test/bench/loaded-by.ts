import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What an import of an entry point loads. */
export interface Loaded {
  /** How many files of the package. */
  readonly files: number;
  /** The size of these files, each compressed, in kilobytes. */
  readonly kilobytes: number;
  /** The other packages, by name. */
  readonly packages: readonly string[];
  /** The modules of Node.js that the package and the others import, such as `node:http`. */
  readonly builtins: readonly string[];
}

/** What the import of an entry point of the last build, and a use of it as `kit`, load in a fresh process. */
export function loadedBy(entry: string, use = ''): Loaded {
  const script = `import { registerHooks } from 'node:module';
    const urls = [];
    registerHooks({ load: (url, context, next) => { urls.push(url); return next(url, context); } });
    const kit = await import(${JSON.stringify(entry)});
    ${use}
    console.log(JSON.stringify(urls)); process.exit()`;
  const printed = execFileSync('node', ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' });
  const urls: readonly string[] = JSON.parse(printed.trim().split('\n').at(-1) ?? '[]');
  const own = urls.filter((url) => url.includes('/dist/') && !url.includes('/node_modules/'));
  const bytes = own.reduce((sum, url) => sum + gzipSync(readFileSync(fileURLToPath(url))).length, 0);
  const names = urls.flatMap((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []);
  return {
    files: own.length,
    kilobytes: bytes / 1000,
    packages: [...new Set(names)].toSorted(),
    builtins: urls.filter((url) => url.startsWith('node:')),
  };
}
