import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './repository.ts';

/**
 * The first fenced block of a language in the README.
 *
 * @throws Error when there is none.
 */
export function firstReadmeBlock(language: 'sh' | 'ts'): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, code] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'ms').exec(readme) ?? [];
  if (code === undefined) throw new Error(`README.md holds no \`\`\`${language} block.`);
  return code;
}
