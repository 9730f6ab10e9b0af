/** One run at a time in an output directory; the lock of a dead process is no obstacle. */
import { randomUUID } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FindingsError, finding } from '../findings/finding.js';
import { writeDiagnostics } from './diagnostics.js';
import type { Disk } from './disk.js';
import { codeOf } from './disk.js';
import { attempt } from './failures.js';
import type { Owner } from './owner.js';
import { describeOwner, isAlive } from './owner.js';
import { WORK } from './paths.js';

/** Name of the lock below the work folder. */
export const LOCK = 'lock';

/** What a lock file holds. The id is never used twice, so a lock that has changed hands is not taken for the old one. */
interface Ticket extends Owner {
  readonly id: string;
}

export interface Lock {
  /** Gives the lock up, and removes the work folder if nothing else is in it. */
  release(): Promise<void>;
}

/** How often to start over where another run removes the work folder under us. */
const ATTEMPTS = 20;

/**
 * @param root - real path of an existing output directory
 * @throws FindingsError if a living process holds the lock
 */
export async function acquireLock(disk: Disk, root: string, owner: Owner): Promise<Lock> {
  const work = join(root, WORK);
  const lock = join(work, LOCK);
  const ticket: Ticket = { ...owner, id: randomUUID() };
  const own = join(work, `ticket.${ticket.id}`);
  for (let trial = 1; ; trial += 1) {
    try {
      await disk.makeFolder(work);
      refuseLink(work);
      await disk.write(own, JSON.stringify(ticket), 0o644);
      await take(disk, own, lock, root);
      // It has served; where it cannot be removed now, the sweep will.
      await attempt(() => disk.remove(own));
      break;
    } catch (error) {
      if (codeOf(error) === 'ENOENT' && trial < ATTEMPTS) continue;
      await attempt(() => disk.remove(own));
      await attempt(() => disk.removeFolder(work));
      throw error;
    }
  }
  return {
    async release() {
      await disk.remove(lock);
      await disk.removeFolder(work);
    },
  };
}

/** A work folder that leads elsewhere would have us clean up there. */
function refuseLink(work: string): void {
  if (lstatSync(work).isSymbolicLink()) {
    throw new FindingsError([finding(writeDiagnostics.linkInTheWay, undefined, work, work)]);
  }
}

/**
 * Takes the lock file `at`. The lock of a dead process may be replaced only by whoever holds `at.<its id>`, a lock like
 * any other, and only if it is still that very lock; so of several runs that find it, one succeeds.
 */
async function take(disk: Disk, own: string, at: string, root: string): Promise<void> {
  for (;;) {
    if (await disk.link(own, at)) return;
    const holder = readTicket(at);
    if (holder === undefined) continue;
    if (holder === 'unreadable' || isAlive(holder)) {
      const who = holder === 'unreadable' ? 'another run' : describeOwner(holder);
      throw new FindingsError([finding(writeDiagnostics.locked, undefined, root, who, at)]);
    }
    const heir = `${at}.${holder.id}`;
    await take(disk, own, heir, root);
    const now = readTicket(at);
    if (now !== undefined && now !== 'unreadable' && now.id === holder.id) {
      await disk.rename(heir, at);
      return;
    }
    await disk.remove(heir);
  }
}

function readTicket(file: string): Ticket | 'unreadable' | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    return isTicket(value) ? value : 'unreadable';
  } catch {
    return 'unreadable';
  }
}

function isTicket(value: unknown): value is Ticket {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pid' in value && 'started' in value && 'host' in value && 'id' in value)) return false;
  return (
    Number.isSafeInteger(value.pid) &&
    typeof value.pid === 'number' &&
    value.pid > 0 &&
    (value.started === null || typeof value.started === 'string') &&
    typeof value.host === 'string' &&
    typeof value.id === 'string' &&
    /^[0-9a-f-]{36}$/.test(value.id)
  );
}
