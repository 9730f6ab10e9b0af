/** Who holds a lock, and whether that process still lives. */
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './disk.js';

export interface Owner {
  readonly pid: number;
  /**
   * When the process started, in the system's own words, so that a later process with the same id is not taken for it;
   * `null` where the system does not tell without starting a process.
   */
  readonly started: string | null;
  readonly host: string;
}

/** This process. */
export function currentOwner(): Owner {
  return { pid: process.pid, started: processOf(process.pid)?.started ?? null, host: hostname() };
}

/** `false` only if the process has surely ended: one of another machine or container counts as living. */
export function isAlive(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    if (codeOf(error) === 'ESRCH') return false;
  }
  const found = processOf(owner.pid);
  if (found === undefined) return true;
  return found.running && (owner.started === null || owner.started === found.started);
}

export function describeOwner(owner: Owner): string {
  return owner.host === hostname() ? `process ${owner.pid}` : `process ${owner.pid} on ${owner.host}`;
}

/** Linux: boot and clock tick (since boot) at which a process started, and whether it is more than a zombie. */
function processOf(pid: number): { started: string; running: boolean } | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // proc(5): the second field is the name in parentheses and may hold anything; state is field 3, start time field 22.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { started: `${boot}:${fields[22 - 3] ?? ''}`, running: fields[0] !== 'Z' && fields[0] !== 'X' };
  } catch {
    return undefined;
  }
}
