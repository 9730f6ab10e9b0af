/** Whether machines can run on this host at all; each reason against it is one sentence. */
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { findCgroups } from './lab/cgroups.js';

const programs = ['unshare', 'nsenter', 'setpriv', 'ip', 'mount', 'git', 'gem', 'apt-get', 'dpkg-deb'];
const GIB = 2 ** 30;
const NEEDED_DISK = 8;

/** Everything that is missing. */
export async function findObstacles(state: string): Promise<readonly string[]> {
  if (process.platform !== 'linux') return ['The lab needs Linux.'];
  if (process.getuid?.() !== 0) return ['The lab needs root, to make namespaces and to mount overlays.'];
  const missing: string[] = [];
  for (const program of programs) {
    const { failed } = await execa('sh', ['-c', `command -v ${program}`], { reject: false });
    if (failed) missing.push(program);
  }
  if (missing.length > 0) return [`These programs are missing: ${missing.join(', ')}.`];
  const obstacles: string[] = [];
  if (findCgroups() === undefined)
    obstacles.push(
      'There is no cgroup hierarchy of version 2 below /sys/fs/cgroup, without which systemd does not start.',
    );
  const namespaces = ['--mount', '--pid', '--net', '--uts', '--ipc', '--cgroup'];
  const unshare = await execa('unshare', [...namespaces, '--fork', 'true'], { reject: false });
  if (unshare.failed) obstacles.push(`Namespaces cannot be made here: ${unshare.stderr}.`);
  else obstacles.push(...(await tryMounts(state)));
  const { bavail, bsize } = statfsSync(state);
  if (bavail * bsize < NEEDED_DISK * GIB) obstacles.push(`${state} has less than ${String(NEEDED_DISK)} GiB left.`);
  return obstacles;
}

/** An overlay and a pair of network interfaces, in namespaces that are gone afterwards. */
async function tryMounts(state: string): Promise<readonly string[]> {
  mkdirSync(state, { recursive: true });
  const folder = mkdtempSync(join(state, 'probe-'));
  const inside = async (script: string) =>
    execa('unshare', ['--mount', '--net', 'bash', '-euc', script, 'probe', folder], { reject: false });
  const overlay = await inside(
    'cd "$1"; mkdir l u w r; mount -t overlay o -o lowerdir=l,upperdir=u,workdir=w,volatile r',
  );
  const network = await inside(
    'ip link add name probe0 type bridge; ip link add name probe1 type veth peer name probe2',
  );
  rmSync(folder, { recursive: true, force: true });
  return [
    ...(overlay.failed ? [`An overlay cannot be mounted in ${state}: ${overlay.stderr}.`] : []),
    ...(network.failed ? [`A bridge and a veth pair cannot be made: ${network.stderr}.`] : []),
  ];
}

/** A place for the image that is not the work tree. */
export const defaultState: string = join(
  process.env['XDG_CACHE_HOME'] ?? join(process.env['HOME'] ?? tmpdir(), '.cache'),
  'ovp-gen/e2e',
);
