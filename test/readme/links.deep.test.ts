import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from '../projects.ts';
import { anchorsIn, linksIn } from './markdown.ts';

const documents = globSync('{*.md,{.github,fixtures,src,test}/**/*.md}', {
  cwd: root,
  exclude: (path) => /node_modules|docs\/site/.test(path),
}).toSorted();

describe.for(documents)('%s', (document) => {
  const links = linksIn(read(document)).filter((link) => !/^[a-z]+:/.test(link));
  const targets = links.map((link) => {
    const [path = '', anchor] = link.split('#');
    return { link, path: path === '' ? document : relative(root, join(root, dirname(document), path)), anchor };
  });

  test('has only relative links to files and headings that exist', () => {
    expect(targets.filter((target) => !leadsSomewhere(target)).map(({ link }) => link)).toEqual([]);
  });

  test.runIf(isShipped(document) && document !== 'README.md')('links to no file that the package leaves out', () => {
    expect(targets.filter(({ path }) => !isShipped(path)).map(({ link }) => link)).toEqual([]);
  });
});

function leadsSomewhere({ path, anchor }: { path: string; anchor: string | undefined }): boolean {
  if (!existsSync(join(root, path))) return false;
  if (anchor === undefined) return true;
  return statSync(join(root, path)).isFile() && anchorsIn(read(path)).includes(anchor);
}

/** Whether a path is in the package, by `files` of package.json and what npm always packs. */
function isShipped(path: string): boolean {
  const always = ['README.md', 'LICENSE', 'package.json'];
  const guide = /^src\/.*\.md$/;
  return always.includes(path) || guide.test(path) || manifest.files.some((entry) => path.split('/')[0] === entry);
}

function read(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}
