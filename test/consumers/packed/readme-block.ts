import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.ts';

/** A fenced block of the README. */
export interface ReadmeBlock {
  readonly language: string;
  /** The name behind the language, as in ```` ```ts contract.test.ts ````: the block is this file. */
  readonly file: string | undefined;
  readonly code: string;
}

/**
 * The first fenced block of a language in the README.
 *
 * @throws Error when there is none.
 */
export function firstReadmeBlock(language: 'sh' | 'ts'): string {
  const block = blocksIn(readme()).find((one) => one.language === language && one.file === undefined);
  if (!block) throw new Error(`README.md holds no \`\`\`${language} block.`);
  return block.code;
}

/**
 * The fenced blocks of the section below a heading of the README, in order.
 *
 * @throws Error when there is no such heading, or no block below it.
 */
export function readmeBlocks(heading: string): readonly ReadmeBlock[] {
  const [, section = ''] = readme().split(`\n### ${heading}\n`);
  const blocks = blocksIn(section.split(/^#{2,3} /m)[0] ?? '');
  if (blocks.length === 0) throw new Error(`README.md holds no block below the heading "${heading}".`);
  return blocks;
}

function readme(): string {
  return readFileSync(join(root, 'README.md'), 'utf8');
}

function blocksIn(text: string): ReadmeBlock[] {
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language = '', file, code = '']) => ({
    language,
    file,
    code,
  }));
}
