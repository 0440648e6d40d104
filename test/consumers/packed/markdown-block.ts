import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksIn, type MarkdownBlock } from '../../readme/markdown.ts';
import { root } from './repository.ts';

/**
 * The first fenced block of a language in the README.
 *
 * @throws Error when there is none.
 */
export function firstReadmeBlock(language: 'sh' | 'ts'): string {
  const block = blocksIn(read('README.md')).find((one) => one.language === language && one.file === undefined);
  if (!block) throw new Error(`README.md has no \`\`\`${language} block.`);
  return block.code;
}

/**
 * The fenced blocks of the section below a heading of a document, in order.
 *
 * @throws Error when there is no such heading, or no block below it.
 */
export function blocksBelow(heading: string, document = 'README.md'): readonly MarkdownBlock[] {
  const [, section = ''] = read(document).split(new RegExp(`\\n#+ ${heading}\\n`));
  const blocks = blocksIn(section.split(/^#{2,3} /m)[0] ?? '');
  if (blocks.length === 0) throw new Error(`${document} has no block below the heading "${heading}".`);
  return blocks;
}

function read(document: string): string {
  return readFileSync(join(root, document), 'utf8');
}
