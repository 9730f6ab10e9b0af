/** Where machines have their control groups: the second version for systemd, and either version to limit memory. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Cgroups {
  /** Root of the hierarchy of the second version. */
  readonly unified: string;
  /** Root of the memory controller of the first version, where it is mounted. */
  readonly memory: string | undefined;
}

/** The hierarchies of this host; `undefined` where there is no second version. */
export function findCgroups(): Cgroups | undefined {
  const unified = ['/sys/fs/cgroup/unified', '/sys/fs/cgroup'].find(
    (path) => existsSync(join(path, 'cgroup.procs')) && existsSync(join(path, 'cgroup.controllers')),
  );
  const memory = '/sys/fs/cgroup/memory';
  return unified === undefined
    ? undefined
    : { unified, memory: existsSync(join(memory, 'memory.limit_in_bytes')) ? memory : undefined };
}

/** Folders of a machine's groups; made, and limited in memory. */
export function makeCgroup(cgroups: Cgroups, name: string, bytes: number): readonly string[] {
  const group = join(cgroups.unified, name);
  mkdirSync(group, { recursive: true });
  if (cgroups.memory === undefined) {
    const limit = join(group, 'memory.max');
    if (existsSync(limit)) writeFileSync(limit, String(bytes));
    return [group];
  }
  const memory = join(cgroups.memory, name);
  mkdirSync(memory, { recursive: true });
  writeFileSync(join(memory, 'memory.limit_in_bytes'), String(bytes));
  return [group, memory];
}

/** Memory that the processes of a machine have in use, without what the kernel keeps of files, in MiB. */
export function memoryInUse(cgroups: Cgroups, name: string): number | undefined {
  const [folder, key] = cgroups.memory === undefined ? [cgroups.unified, 'anon'] : [cgroups.memory, 'total_rss'];
  try {
    const line = new RegExp(`^${key} (\\d+)$`, 'm').exec(readFileSync(join(folder, name, 'memory.stat'), 'utf8'));
    return line === null ? undefined : Math.round(Number(line[1]) / 2 ** 20);
  } catch {
    return undefined;
  }
}

/** Removes a group with those below it, as soon as their last processes are gone. */
export async function removeCgroup(cgroups: Cgroups, name: string): Promise<void> {
  for (const root of [cgroups.unified, cgroups.memory]) {
    if (root === undefined) continue;
    for (let i = 0; i < 50 && existsSync(join(root, name)); i += 1) {
      try {
        removeTree(join(root, name));
      } catch {
        await sleep(100);
      }
    }
  }
}

function removeTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeTree(join(folder, entry.name));
  rmdirSync(folder);
}
