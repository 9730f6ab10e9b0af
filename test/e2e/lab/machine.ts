/** A machine of a lab: its own processes, files, address and init. It is powered on and off, and commands run on it. */
import { spawn } from 'node:child_process';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { makeCgroup, memoryInUse, removeCgroup } from './cgroups.js';
import type { Lab } from './lab.js';

export interface MachineSettings {
  readonly name: string;
  readonly fqdn: string;
  readonly address: string;
  /** Bytes of memory that it has, and says it has. */
  readonly memory: number;
  /** Further names by which others reach it. */
  readonly aliases?: readonly string[];
  /** Folders of this host that it has as well: `source:target`. */
  readonly binds?: readonly string[];
  /** Folders on disks of their own, which are as small as they say. */
  readonly disks?: readonly { readonly path: string; readonly bytes: number }[];
}

export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
  readonly seconds: number;
}

export interface CommandOptions {
  /** File that keeps the whole output. */
  readonly log?: string;
  /** Told each line as it comes. */
  readonly onLine?: (line: string) => void;
  /** Seconds after which the command is ended; 900 unless given. */
  readonly limit?: number;
  readonly input?: string;
}

const KIBI = 1024;
const PATH = '/opt/puppetlabs/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export class Machine {
  private init: number | undefined;
  private namespace = '';

  constructor(
    private readonly lab: Lab,
    private readonly bootScript: string,
    readonly settings: MachineSettings,
  ) {}

  get name(): string {
    return this.settings.name;
  }

  get folder(): string {
    return join(this.lab.folder, 'machines', this.name);
  }

  get isOn(): boolean {
    return this.init !== undefined && namespaceOf(this.init) === this.namespace;
  }

  /** The command by which a person gets a shell on it. */
  get entry(): string {
    return this.isOn ? `nsenter --target ${String(this.init)} -m -u -i -n -p -C -r -w bash` : 'it is off';
  }

  /** MiB of memory in use. */
  get memoryInUse(): number | undefined {
    return memoryInUse(this.lab.cgroups, this.cgroup);
  }

  /** Powers it on, and waits until its services are up or have failed. */
  async powerOn(): Promise<void> {
    await this.boot();
    await this.until('systemctl is-system-running | grep -q -E "running|degraded"', 400);
  }

  /** Powers it on, and waits for nothing but its network. */
  async boot(): Promise<void> {
    const { name, fqdn, address, aliases = [], memory, binds = [], disks = [] } = this.settings;
    if (this.isOn) return;
    for (const part of ['upper', 'overlay', 'root']) mkdirSync(join(this.folder, part), { recursive: true });
    const kib = Math.floor(memory / KIBI);
    writeFileSync(
      join(this.folder, 'meminfo'),
      [
        `MemTotal: ${String(kib)} kB`,
        `MemFree: ${String(kib >> 1)} kB`,
        `MemAvailable: ${String(kib >> 1)} kB`,
        'Buffers: 0 kB',
        'Cached: 0 kB',
        'SwapTotal: 0 kB',
        'SwapFree: 0 kB',
        '',
      ].join('\n'),
    );
    for (const disk of disks) await this.makeDisk(disk);
    const groups = makeCgroup(this.lab.cgroups, this.cgroup, memory);
    this.lab.name(name, [address, fqdn, name, ...aliases].join(' '));
    const console = openSync(join(this.folder, 'console.log'), 'a');
    const enter = groups.map((group) => `echo $$ > '${group}/cgroup.procs'`).join(' && ');
    const own = 'unshare --mount --pid --net --uts --ipc --cgroup --fork --kill-child --propagation private';
    // The groups are joined before their namespace is made, so that the machine sees nothing above its own.
    const child = spawn(
      'bash',
      [
        '-c',
        `${enter} && exec nsenter --target ${String(this.lab.inner)} --pid -- ${own} bash "$@"`,
        'boot',
        this.bootScript,
        fqdn,
        this.folder,
        this.lab.state,
        this.lab.hostsFile,
        ...disks.map(({ path }) => `${this.diskFile(path)}=${path}`),
        ...binds,
      ],
      { stdio: ['ignore', console, console], detached: true },
    );
    child.unref();
    const init = await this.findInit(groups[0] ?? '');
    this.init = init;
    this.namespace = namespaceOf(init) ?? '';
    await this.lab.connect(name, init, address);
  }

  /** What a cut of its power does: nothing on it gets to know. */
  async powerOff(): Promise<void> {
    if (this.isOn) process.kill(this.init ?? 0, 'SIGKILL');
    await this.gone(20);
  }

  /** Shuts it down in order. */
  async shutDown(): Promise<void> {
    await this.run(['systemctl', 'poweroff'], { limit: 60 });
    await this.gone(120);
  }

  /** Powers off, and forgets its disk. */
  async wipe(): Promise<void> {
    await this.powerOff();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs a command; its output is of both streams. */
  async run(command: readonly string[], options: CommandOptions = {}): Promise<Outcome> {
    const began = Date.now();
    if (!this.isOn) return { exitCode: 255, output: `${this.name} is off`, seconds: 0 };
    const environment = ['container=lxc', 'HOME=/root', 'LANG=C.UTF-8', 'TERM=dumb', `PATH=${PATH}`];
    const subprocess = execa(
      'nsenter',
      [
        '--target',
        String(this.init),
        '-m',
        '-u',
        '-i',
        '-n',
        '-p',
        '-C',
        '-r',
        '-w',
        '--',
        'env',
        '-i',
        ...environment,
        ...command,
      ],
      {
        reject: false,
        all: true,
        timeout: (options.limit ?? 900) * 1000,
        forceKillAfterDelay: 5000,
        ...(options.input === undefined ? { stdin: 'ignore' } : { input: options.input }),
      },
    );
    if (options.log !== undefined) subprocess.all.pipe(createWriteStream(options.log));
    if (options.onLine !== undefined) void follow(subprocess.iterable({ from: 'all' }), options.onLine);
    const result = await subprocess;
    const output = result.timedOut ? `${result.all}\nended after ${String(options.limit ?? 900)} s` : result.all;
    return { exitCode: result.exitCode ?? 255, output, seconds: Math.round((Date.now() - began) / 1000) };
  }

  /** Runs a script of the shell, in which the first failure is the last command. */
  async shell(script: string, options: CommandOptions = {}): Promise<Outcome> {
    return this.run(['bash', '-euo', 'pipefail', '-c', script], options);
  }

  /** Repeats a script until it succeeds; its last outcome. */
  async until(script: string, seconds: number): Promise<Outcome> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const outcome = await this.shell(script, { limit: Math.max(300, seconds) });
      if (outcome.exitCode === 0 || Date.now() >= end) return outcome;
      await sleep(500);
    }
  }

  private get cgroup(): string {
    return join(this.lab.record.cgroup, this.name);
  }

  private diskFile(path: string): string {
    return join(this.folder, `disk${path.replaceAll('/', '-')}`);
  }

  private async makeDisk({ path, bytes }: { readonly path: string; readonly bytes: number }): Promise<void> {
    const file = this.diskFile(path);
    if (existsSync(file)) return;
    await execa('truncate', ['--size', String(Math.floor(bytes)), file]);
    // Nothing is kept back for root, so that root can fill it.
    await execa('mkfs.ext4', ['-q', '-m', '0', file]);
  }

  private async findInit(group: string): Promise<number> {
    for (let i = 0; i < 150; i += 1) {
      const found = processesOf(group).find(isInit);
      if (found !== undefined) return found;
      await sleep(100);
    }
    const console = readFileSync(join(this.folder, 'console.log'), 'utf8').trim();
    throw new Error(`${this.name} does not boot: ${console === '' ? 'it said nothing' : console}`);
  }

  private async gone(seconds: number): Promise<void> {
    for (let i = 0; i < seconds * 10 && this.isOn; i += 1) await sleep(100);
    if (this.isOn) throw new Error(`${this.name} is still on after ${String(seconds)} s`);
    this.init = undefined;
    await this.lab.disconnect(this.name);
    await removeCgroup(this.lab.cgroups, this.cgroup);
  }
}

async function follow(lines: AsyncIterable<unknown>, onLine: (line: string) => void): Promise<void> {
  try {
    for await (const line of lines) onLine(String(line));
  } catch {
    // The command's own result tells of its failure.
  }
}

function namespaceOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${String(pid)}/ns/pid`);
  } catch {
    return undefined;
  }
}

function processesOf(group: string): readonly number[] {
  if (!existsSync(group)) return [];
  const own = readFileSync(join(group, 'cgroup.procs'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map(Number);
  const below = readdirSync(group, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [...own, ...below.flatMap((entry) => processesOf(join(group, entry.name)))];
}

/** Whether a process is systemd as the first process of its namespace. */
function isInit(pid: number): boolean {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    return /^Name:\s+systemd$/m.test(status) && /^NSpid:(\s+\d+)+\s+1$/m.test(status);
  } catch {
    return false;
  }
}
