/** The operations that change a disk, one system call or so each, so that tests can fail or stop at any of them. */
import { constants } from 'node:fs';
import { copyFile, link, open, rename, rm, rmdir } from 'node:fs/promises';
import { makeFolder } from './folder.js';

export interface Disk {
  /** Makes a folder and those above it; content if it exists. */
  makeFolder(path: string): Promise<void>;
  /** Writes a new file, or replaces one in place, and waits until its bytes are on the device. */
  write(path: string, content: string | Uint8Array, mode: number): Promise<void>;
  /** Replaces `to` in one step. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a file a second name; `false` if that name is taken. */
  link(from: string, to: string): Promise<boolean>;
  /** Removes a file; content if there is none. */
  remove(path: string): Promise<void>;
  /** Removes a folder; `false` if it is not empty or does not exist. */
  removeFolder(path: string): Promise<boolean>;
  /** Waits until the names in a folder are on the device. */
  syncFolder(path: string): Promise<void>;
}

export const nodeDisk: Disk = {
  async makeFolder(path) {
    makeFolder(path);
    await Promise.resolve();
  },

  async write(path, content, mode) {
    const file = await open(path, 'w', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
  },

  async rename(from, to) {
    await rename(from, to);
  },

  async link(from, to) {
    try {
      await link(from, to);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EEXIST') return false;
      // Some file systems have no hard links. EPERM is what Linux says then.
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
      return copyFile(from, to, constants.COPYFILE_EXCL).then(
        () => true,
        (cause: unknown) => {
          if (codeOf(cause) === 'EEXIST') return false;
          throw cause;
        },
      );
    }
    return true;
  },

  async remove(path) {
    await rm(path, { force: true });
  },

  async removeFolder(path) {
    try {
      await rmdir(path);
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT' || code === 'ENOTDIR') return false;
      throw error;
    }
  },

  async syncFolder(path) {
    // Windows cannot open folders, and some network file systems cannot sync them; neither loses anything by it.
    const folder = await open(path, 'r').catch(() => undefined);
    try {
      await folder?.sync();
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EISDIR' && code !== 'ENOTSUP') throw error;
    } finally {
      await folder?.close();
    }
  },
};

/** The code of a system error, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
