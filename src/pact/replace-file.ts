import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/**
 * Writes a file beside its place and renames it, so that neither a full disk, a second process nor a signal leaves half
 * of it. What is not a regular file, such as `/dev/stdout`, is written to.
 *
 * @throws Error of `node:fs` when it cannot be written; an earlier file is left as it was.
 */
export function replaceFile(path: string, text: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) {
    writeFileSync(path, text);
    return;
  }
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
