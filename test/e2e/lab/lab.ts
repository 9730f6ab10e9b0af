/**
 * A set of machines and the switch between them. All of it lives below one process, the holder, in namespaces of its own: when
 * that process dies, whatever the reason, every process, mount and interface of the lab is gone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readlinkSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { type Cgroups, removeCgroup } from './cgroups.js';

/** Where a lab is, so that a later call can end it. */
export interface LabRecord {
  readonly holder: number;
  /** Identity of the holder's namespace of processes: a number of a process may be given again, this is not. */
  readonly namespace: string;
  readonly cgroup: string;
  /** The process that takes the steps, and when it was started. */
  readonly driver: number;
  readonly driverStarted: string;
}

/** When a process was started, in ticks since the boot; `undefined` if there is no such process. */
function startOf(pid: number): string | undefined {
  try {
    // The name of the program, in brackets, may hold spaces.
    return readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[19];
  } catch {
    return undefined;
  }
}

/** Whether somebody still takes steps with the lab that a file tells of. */
export function isInUse(file: string): boolean {
  if (!existsSync(file)) return false;
  const { driver, driverStarted } = JSON.parse(readFileSync(file, 'utf8')) as LabRecord;
  return driver !== process.pid && (startOf(driver) ?? 'gone') === driverStarted;
}

/** The namespace of processes that the children of a process are in; `undefined` if there is no such process. */
export function processNamespace(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${String(pid)}/ns/pid_for_children`);
  } catch {
    return undefined;
  }
}

/** Ends the lab that a file tells of, if it is still there, and removes what it left in the cgroup file system. */
export async function endRecorded(file: string, cgroups: Cgroups): Promise<boolean> {
  if (!existsSync(file)) return false;
  const record = JSON.parse(readFileSync(file, 'utf8')) as LabRecord;
  const wasAlive = processNamespace(record.holder) === record.namespace;
  if (wasAlive) process.kill(record.holder, 'SIGKILL');
  for (let i = 0; i < 100 && processNamespace(record.holder) === record.namespace; i += 1) await sleep(50);
  await removeCgroup(cgroups, record.cgroup);
  rmSync(file);
  return wasAlive;
}

/** The holder, its switch, and the names of the machines. */
export class Lab {
  private readonly lines = new Map<string, string>();

  private constructor(
    readonly folder: string,
    readonly state: string,
    readonly cgroups: Cgroups,
    readonly record: LabRecord,
    private readonly child: ChildProcess,
  ) {}

  /**
   * Starts the holder with a switch in it.
   *
   * @param folder - folder of the lab: machines, hosts file
   * @param state - folder with the image and the repository
   * @param outlives - whether the lab stays when this process ends
   */
  static async start(folder: string, state: string, cgroups: Cgroups, outlives: boolean): Promise<Lab> {
    mkdirSync(folder, { recursive: true });
    const script =
      'ip link set lo up && ip link add name switch type bridge && ip link set switch up && echo ready && exec sleep infinity';
    const namespaces = ['unshare', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
    const child = spawn(
      'setpriv',
      [...(outlives ? [] : ['--pdeathsig', 'KILL']), ...namespaces, 'bash', '-c', script],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    );
    await new Promise<void>((resolve, reject) => {
      let said = '';
      child.stdout.once('data', () => resolve());
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.once('exit', () => reject(new Error(`the switch could not be made: ${said.trim()}`)));
    });
    if (outlives) {
      // Open pipes hold this process as much as the child itself does.
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
    }
    const holder = child.pid ?? 0;
    const record = {
      holder,
      namespace: processNamespace(holder) ?? '',
      cgroup: `ovp-e2e-${String(holder)}`,
      driver: process.pid,
      driverStarted: startOf(process.pid) ?? '',
    };
    writeFileSync(join(folder, 'lab.json'), JSON.stringify(record));
    const lab = new Lab(folder, state, cgroups, record, child);
    lab.writeHosts();
    return lab;
  }

  /** Process inside of the lab's namespaces: the first child of the holder. */
  get inner(): number {
    const { holder } = this.record;
    return Number(
      readFileSync(`/proc/${String(holder)}/task/${String(holder)}/children`, 'utf8')
        .trim()
        .split(' ')[0],
    );
  }

  get hostsFile(): string {
    return join(this.folder, 'hosts');
  }

  /** Makes a machine known to all others by name, or unknown. */
  name(machine: string, line: string | undefined): void {
    if (line === undefined) this.lines.delete(machine);
    else this.lines.set(machine, line);
    this.writeHosts();
  }

  /** Connects a machine's network with the switch, and gives it its address. */
  async connect(name: string, pid: number, address: string): Promise<void> {
    const port = `p-${name}`.slice(0, 15);
    await this.inSwitch(
      'ip',
      'link',
      'add',
      'name',
      port,
      'type',
      'veth',
      'peer',
      'name',
      'eth0',
      'netns',
      String(pid),
    );
    await this.inSwitch('ip', 'link', 'set', port, 'master', 'switch', 'up');
    const inMachine = (...args: readonly string[]) =>
      execa('nsenter', ['--target', String(pid), '--net', 'ip', ...args]);
    await inMachine('link', 'set', 'lo', 'up');
    await inMachine('address', 'add', `${address}/24`, 'dev', 'eth0');
    await inMachine('link', 'set', 'eth0', 'up');
  }

  /** At once: a namespace that is gone lets go of it only later. */
  async disconnect(name: string): Promise<void> {
    await execa(
      'nsenter',
      ['--target', String(this.record.holder), '--net', 'ip', 'link', 'del', `p-${name}`.slice(0, 15)],
      {
        reject: false,
      },
    );
  }

  /** Ends everything, and removes the machines' disks. */
  async end(): Promise<void> {
    this.child.removeAllListeners('exit');
    await endRecorded(join(this.folder, 'lab.json'), this.cgroups);
    rmSync(join(this.folder, 'machines'), { recursive: true, force: true });
    try {
      rmdirSync(this.folder);
    } catch {
      // Something else is kept in it.
    }
  }

  private async inSwitch(...command: readonly string[]): Promise<void> {
    await execa('nsenter', ['--target', String(this.record.holder), '--net', ...command]);
  }

  /** Written in place: the machines have the file itself mounted. */
  private writeHosts(): void {
    writeFileSync(this.hostsFile, ['127.0.0.1 localhost', ...this.lines.values(), ''].join('\n'));
  }
}
