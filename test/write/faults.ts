/** Disks that stop or fail at one chosen operation. */
import { writeFileSync } from 'node:fs';
import type { Disk } from '../../src/write/disk.js';
import { nodeDisk } from '../../src/write/disk.js';

/** What a killed process would have thrown, could it still throw. */
export class Killed extends Error {}

/** A disk whose process dies at its `at`-th operation (from 1): a write is torn, and nothing runs after that. */
export function dyingDisk(at: number): Disk & { readonly operations: () => number } {
  let count = 0;
  return wrap(
    async (operation) => {
      count += 1;
      if (count > at) throw new Killed();
      if (count === at) {
        if (operation.torn !== undefined) operation.torn();
        throw new Killed();
      }
    },
    () => count,
  );
}

/** A disk whose `at`-th operation fails, and that works again after that. */
export function failingDisk(at: number, code: string): Disk & { readonly operations: () => number } {
  let count = 0;
  return wrap(
    async (operation) => {
      count += 1;
      if (count !== at) return;
      operation.torn?.();
      throw Object.assign(new Error(`${code}: as the test wants it`), { code, syscall: 'test', path: operation.path });
    },
    () => count,
  );
}

interface Operation {
  readonly path: string;
  /** Leaves what an interrupted write would leave. */
  readonly torn?: () => void;
}

function wrap(before: (operation: Operation) => Promise<void>, operations: () => number) {
  return {
    operations,
    async makeFolder(path: string) {
      await before({ path });
      await nodeDisk.makeFolder(path);
    },
    async write(path: string, content: string | Uint8Array, mode: number) {
      await before({ path, torn: () => writeFileSync(path, content.slice(0, content.length / 2)) });
      await nodeDisk.write(path, content, mode);
    },
    async rename(from: string, to: string) {
      await before({ path: to });
      await nodeDisk.rename(from, to);
    },
    async link(from: string, to: string) {
      await before({ path: to });
      return nodeDisk.link(from, to);
    },
    async remove(path: string) {
      await before({ path });
      await nodeDisk.remove(path);
    },
    async removeFolder(path: string) {
      await before({ path });
      return nodeDisk.removeFolder(path);
    },
    async syncFolder(path: string) {
      await before({ path });
      await nodeDisk.syncFolder(path);
    },
  };
}
