/** Single files that are not part of a generated tree: whole at all times. */
import { randomUUID } from 'node:crypto';
import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { explainedSync } from './failures.js';
import { makeFolder } from './folder.js';

/**
 * Puts a file in the place of another, in one step, and makes the folders that it is in. It keeps the mode of that file;
 * behind a symbolic link it is what the link leads to that is replaced. What is no regular file, such as /dev/stdout, is
 * written to.
 *
 * @param mode - of a file that was not there, less what the umask takes away
 * @throws FindingsError where the system refuses
 */
export function replaceFile(path: string, content: string | Uint8Array, mode = 0o666): void {
  explainedSync('writing', path, () => {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile()) {
      writeFileSync(path, content);
      return;
    }
    makeFolder(dirname(path));
    const target = there === undefined ? path : realpathSync(path);
    // Two runs at the same time, in containers with the same process ids even, do not meet.
    const temporary = join(dirname(target), `.${randomUUID()}.new`);
    try {
      writeFileSync(temporary, content, { mode, flag: 'wx' });
      if (there !== undefined) chmodSync(temporary, there.mode);
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      // The reader knows the file that was to be replaced.
      if (error instanceof Error && 'path' in error) error.path = path;
      throw error;
    }
  });
}
